package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;

/** A call that is denied or replaced never executes, whatever other threads and signals do. */
class RaceTests {
  /** In all threads together. */
  private static final int CALLS = 10_000;

  @TempDir Path directory;

  /** A module with one answer to mkdir(2). */
  private static final class Always implements PolicyModule {
    private final Answer answer;
    private int asked;

    private Always(Answer answer) {
      this.answer = answer;
    }

    @Override
    public Set<String> wants() {
      return Set.of("mkdir");
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      asked++;
      return answer;
    }
  }

  private Run run(PolicyModule module, int calls) {
    Run run =
        Sandbox.create()
            .withWall("3min")
            .withDirectory(directory)
            .withModule(module)
            .run(Tracees.path("mkdir_race").toString(), Integer.toString(calls));
    assertThat(directory).isEmptyDirectory();
    return run;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallThatIsDeniedOrReplacedIsNeverMade(boolean replaced) {
    Answer answer = replaced ? Answer.returning(77) : Answer.deny(Errno.EPERM);
    Always module = new Always(answer);
    Run run = run(module, CALLS);
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.OK);
    assertThat(module.asked).isEqualTo(CALLS);
    assertThat(run.stdoutText()).isEqualTo((replaced ? 77 : -1) + " " + CALLS + "\n");
    assertThat(run.deniedCallCount()).isEqualTo(replaced ? 0 : CALLS);
  }

  @Test
  void norIsOneThatEndsTheRun() {
    for (int i = 0; i < 20; i++) {
      assertThat(run(new Always(Answer.kill()), 400).verdict()).isEqualTo(Verdict.FORBIDDEN);
    }
  }
}
