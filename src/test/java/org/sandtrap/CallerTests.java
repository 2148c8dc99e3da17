package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;

/** What ends in the C library is told with the program's own code that called it. */
class CallerTests {
  private static final Sandbox SANDBOX = Sandbox.create().withWall("30s");

  private static Run run(Sandbox sandbox, String... command) {
    return sandbox.run(command);
  }

  @ParameterizedTest
  @CsvSource({"assert, SIGABRT, 18", "fill, SIGSEGV, 20"})
  void aCrashIn(String how, String signal, int line) {
    Run run = run(SANDBOX, Tracees.path("in_library").toString(), how);
    Cause.Signalled death = (Cause.Signalled) run.cause();
    assertThat(death.signal()).isEqualTo(Signal.parse(signal));
    assertThat(death.where()).get().extracting(Location::module).asString().contains("libc");
    assertThat(death.caller())
        .get()
        .extracting(Location::function)
        .isEqualTo(Optional.of("culprit"));
    assertThat(death.message())
        .containsPattern(
            ", called from culprit\\(\\) of in_library\\+0x[0-9a-f]+ \\(in_library\\.c:"
                + line
                + "\\)\\.$");
  }

  @ParameterizedTest
  @CsvSource({"deadlock, futex, 23", "sleep, clock_nanosleep, 26", "read, read, 27"})
  void aWaitIn(String how, String call, int line) {
    try (RunningProgram program =
        SANDBOX
            .withStdinPipe()
            .withIdle("200ms")
            .start(Tracees.path("in_library").toString(), how)) {
      assertThat(program.await().cause().message())
          .containsPattern(
              " It was in "
                  + call
                  + ", called from culprit\\(\\) of in_library\\+0x[0-9a-f]+ \\(in_library\\.c:"
                  + line
                  + "\\)\\.$");
    }
  }

  @Test
  void ownCodeHasNoCaller() {
    Run run = run(SANDBOX, Tracees.path("crash").toString(), "null");
    assertThat(((Cause.Signalled) run.cause()).caller()).isEmpty();
    Run spin = run(SANDBOX.withCpu("100ms"), Tracees.path("spin").toString());
    ThreadEnd thread = ((Cause.LimitReached) spin.cause()).threads().get(0);
    assertThat(thread.caller()).isEmpty();
    assertThat(thread.location())
        .get()
        .extracting(Location::function)
        .isEqualTo(Optional.of("spin"));
  }

  @Test
  void otherLibrariesThanTheRuntimeAreOwnCode() {
    Optional<String> python =
        Optional.of("/usr/bin/python3").filter(p -> new java.io.File(p).exists());
    Requirement.require(python.isPresent(), "/usr/bin/python3", "apt-get install python3");
    Run run = run(SANDBOX, python.get(), "-c", "import os; os.abort()");
    assertThat(((Cause.Signalled) run.cause()).caller())
        .get()
        .extracting(Location::module)
        .asString()
        .contains("python");
  }

  /** What is not there or nonsense only ends the search. */
  @Test
  void aStackThatIsNoneIsNotFollowed() {
    for (String how : new String[] {"jump", "stack"}) {
      Run run = run(SANDBOX.withStack("1MiB"), Tracees.path("crash").toString(), how);
      assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
      assertThat(((Cause.Signalled) run.cause()).caller()).isEmpty();
    }
  }
}
