package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Hostile;

/** Children that no library makes: all are followed, or refused as on an older kernel. */
class CloneTests {
  private final Sandbox sandbox = Sandbox.create();

  @ParameterizedTest
  @ValueSource(strings = {"clone_raw", "clone_raw-32"})
  void childrenWithUnusualFlagsAreFollowed(String name) {
    Run run = Hostile.run(sandbox, name, "exit_signal", "no_signal", "vm", "files");
    assertThat(run.causes()).containsExactly(new Cause.Exited(0));
    assertThat(run.stdoutLines())
        .isEqualTo(List.of("exit_signal code 9", "no_signal code 9", "vm code 9", "files code 9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clone_raw", "clone_raw-32"})
  void nobodyLeavesByCloneUntraced(String name) {
    Run run = Hostile.run(sandbox, name, "untraced", "untraced3");
    assertThat(run.stdoutLines()).isEqualTo(List.of("untraced errno 1", "untraced3 errno 38"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clone_raw", "clone_raw-32"})
  void clone3IsAbsentAsOnAnOldKernel(String name) {
    Run run = Hostile.run(sandbox, name, "clone3", "clone3_size");
    assertThat(run.stdoutLines()).isEqualTo(List.of("clone3 errno 38", "clone3_size errno 38"));
  }

  @Test
  void whoeverGetsNoClone3UsesClone() {
    Run run = Hostile.run(sandbox, "threads", "2");
    assertThat(run.stdoutText()).startsWith("threads 2 ");
  }
}
