package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;

/** What fails on our side while a program runs is an exception, and never a verdict. */
class SupervisionExceptionTests {
  @Test
  void aFullDiskIsNotTheProgramsFault() {
    Path full = Path.of("/dev/full");
    Requirement.require(Files.isWritable(full), "/dev/full", "use a host that has the device");
    Marker marker = Marker.fresh();
    Sandbox sandbox = marker.on(Sandbox.create()).withStdout(Output.toFile(full));
    assertThatThrownBy(() -> sandbox.run(Tracees.command("flood")))
        .isInstanceOfSatisfying(
            SupervisionException.class,
            e -> {
              assertThat(e.code()).isEqualTo("IE");
              assertThat(e.step()).isEqualTo("output");
              assertThat(e).hasMessageContaining("flood").hasMessageContaining("No space left");
              assertThat(e).hasCauseInstanceOf(IOException.class);
            });
    assertThat(marker.processes()).isEmpty();
  }

  @Test
  void noVerdictIsAnInternalError() {
    assertThat(Verdict.values()).extracting(Verdict::code).doesNotContain("IE", "PD");
  }

  @Test
  void everyVerdictHasItsTraditionalCode() {
    assertThat(Verdict.values())
        .extracting(Verdict::code)
        .contains("OK", "AT", "RT", "TL", "ML", "OL", "PL", "RF", "BP")
        .doesNotHaveDuplicates();
  }
}
