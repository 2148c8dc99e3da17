package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
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

  private static List<String> functions(Callers callers) {
    return callers.all().stream().map(place -> place.function().orElse("?")).toList();
  }

  /** What is below main is the C library's, and nobody's. */
  @Test
  void allCallersUpToMainAreKnown() {
    Run run = run(SANDBOX, Tracees.path("in_library").toString(), "assert");
    assertThat(functions(((Cause.Signalled) run.cause()).callers()))
        .anyMatch(name -> name.endsWith("abort")) // with debug symbols __GI_abort
        .endsWith("culprit", "main");
    Run crash = run(SANDBOX, Tracees.path("crash").toString(), "null");
    assertThat(functions(((Cause.Signalled) crash.cause()).callers())).containsExactly("main");
  }

  @Test
  void ofEndlessRecursionThereAreManyButNotAll() {
    Run run = run(SANDBOX.withStack("1MiB"), Tracees.path("crash").toString(), "stack");
    Callers callers = ((Cause.Signalled) run.cause()).callers();
    assertThat(functions(callers)).hasSize(64).containsOnly("overflow_stack");
    assertThat(callers.toString()).doesNotContain("\n").endsWith(", 64 times or more");
  }

  /** addr2line answers with the closest function before a place that still has a name. */
  @Test
  void aNameThatWasStrippedIsNotAnotherOne() {
    Cause.Signalled death =
        (Cause.Signalled) run(SANDBOX, Tracees.path("stripped").toString()).cause();
    assertThat(death.where()).get().extracting(Location::function).isEqualTo(Optional.empty());
    assertThat(functions(death.callers())).containsExactly("known", "known", "main");
  }

  @Test
  void whoCalledWhatIsNoCodeIsKnown() {
    Run run = run(SANDBOX, Tracees.path("crash").toString(), "jump");
    Cause.Signalled death = (Cause.Signalled) run.cause();
    assertThat(death.where()).isEmpty();
    assertThat(functions(death.callers())).containsExactly("jump_nowhere", "main");
    assertThat(death.message()).contains("at address 0x1000, called from jump_nowhere() of crash+");
  }

  /** Nobody stops the program for it. */
  @ParameterizedTest
  @ValueSource(strings = {"deadlock", "sleep", "read"})
  void aWaitingProgramTellsItsCallers(String how) throws InterruptedException {
    try (RunningProgram program =
        SANDBOX.withStdinPipe().start(Tracees.path("in_library").toString(), how)) {
      Callers callers = Callers.NONE;
      // The loader's code calls first, and may be waiting as well: for its files, or a tracer.
      for (int tries = 0; tries < 6000 && !functions(callers).contains("main"); tries++) {
        Thread.sleep(10);
        callers = program.threads().get(0).callers();
      }
      assertThat(functions(callers)).endsWith("culprit", "main");
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
    Run run = run(SANDBOX.withStack("1MiB"), Tracees.path("crash").toString(), "stack");
    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(((Cause.Signalled) run.cause()).caller()).isEmpty();
  }
}
