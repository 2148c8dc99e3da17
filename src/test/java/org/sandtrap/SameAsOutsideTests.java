package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** Programs about signals, children and processors find the same as without supervision. */
class SameAsOutsideTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "signals",
        "signals-32",
        "signals-static",
        "signals-musl",
        "signal_masks",
        "signal_masks-32",
        "signal_masks-static",
        "wait_status",
        "wait_status-32",
        "stop_and_continue",
        "stop_and_continue-32",
        "show_affinity",
        "spaces"
      })
  void aProgramPrintsWhatItPrintsOutside(String name) throws IOException, InterruptedException {
    Run run = Hostile.run(Sandbox.create(), name);
    Process outside = new ProcessBuilder(List.of(Tracees.command(name))).start();
    String expected = new String(outside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.stdoutText()).isEqualTo(expected).isNotEmpty();
    assertThat(run.exitCode()).hasValue(outside.waitFor());
  }
}
