package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Until;

/** Writing to a program while it runs, and reading what it answers. */
@Timeout(Patience.SECONDS)
class DialogueTests {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final int PIPE_SIZE = 1 << 16;

  private final Sandbox sandbox = Sandbox.create().withWall("60s");
  private final Sandbox talking = sandbox.withStdinPipe();

  @Test
  void aProgramAnswersWhatItIsAsked() {
    String adder = "while read a b; do echo $((a + b)); done; echo end";
    try (RunningProgram program = talking.start("sh", "-c", adder)) {
      assertThat(program.write("1 2\n").readLine()).isEqualTo("3");
      assertThat(program.write("10 ").write("20\n".getBytes()).readLine()).isEqualTo("30");
      assertThat(program.closeStdin().readLine()).isEqualTo("end");
      assertThat(program.await().verdict()).isEqualTo(Verdict.OK);
      assertThat(program.await().stdoutLines()).containsExactly("3", "30", "end");
    }
  }

  @Test
  void aGameIsPlayedByItsRules() {
    String player =
        "low=1 high=100; while guess=$(((low + high) / 2)); echo $guess; read answer;"
            + " [ $answer != right ]; do case $answer in higher) low=$((guess + 1));;"
            + " *) high=$((guess - 1)); esac; done; echo won";
    int secret = 37;
    try (RunningProgram program = talking.start("sh", "-c", player)) {
      Stream<Integer> guesses =
          Stream.generate(() -> Integer.parseInt(program.readLine()))
              .peek(guess -> program.write(guess < secret ? "higher\n" : "lower\n"))
              .limit(4);
      assertThat(guesses).containsExactly(50, 25, 37, 31);
    }
  }

  @Test
  void inputEndsOnlyWhereItIsClosed() {
    try (RunningProgram program = talking.start("wc", "-c")) {
      program.write("abc");
      assertThat(program.await(SHORT)).isEmpty();
      assertThat(program.closeStdin().closeStdin().readLine()).isEqualTo("3");
    }
  }

  @Test
  void whatDoesNotFitIntoThePipeWaits() {
    byte[] much = new byte[40 * PIPE_SIZE + 1];
    try (RunningProgram program = talking.start("sh", "-c", "sleep 0.1; wc -c")) {
      assertThat(program.write(much).closeStdin().readLine()).isEqualTo("" + much.length);
    }
  }

  @Test
  void aLineIsReadInNoTimeHoweverManyFollow() {
    int lines = 200_000;
    try (RunningProgram program = sandbox.start("seq", "" + lines)) {
      program.await();
      long before = System.nanoTime();
      for (int line = 1; line <= lines; line++) {
        assertThat(program.readLine()).isEqualTo("" + line);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void whatSeveralThreadsWriteIsNotMixed() {
    int size = 3 * PIPE_SIZE;
    try (RunningProgram program = talking.start("sh", "-c", "sleep 0.2; uniq -c -w 1 | wc -l")) {
      CompletableFuture<?>[] writers =
          Stream.of("a", "b", "c", "d")
              .map(letter -> (letter + "\n").repeat(size / 2))
              .map(text -> CompletableFuture.runAsync(() -> program.write(text)))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(writers).join();
      assertThat(program.closeStdin().readLine()).isEqualTo("4");
    }
  }

  @Test
  void anInterruptEndsTheWaitingForAnotherThatWrites() throws Exception {
    try (RunningProgram program = talking.start("sleep", "60")) {
      Thread first = new Thread(() -> catchThrowable(() -> program.write(new byte[2 * PIPE_SIZE])));
      Thread second = new Thread(() -> catchThrowable(() -> program.write("x")));
      first.start();
      TimeUnit.MILLISECONDS.sleep(100);
      second.start();
      TimeUnit.MILLISECONDS.sleep(100);
      second.interrupt();
      second.join(Patience.TIME.toMillis());
      assertThat(second.isAlive()).isFalse();
      assertThat(catchThrowable(program::await)).isInstanceOf(SupervisionException.class);
      first.join();
    }
  }

  @Test
  void aProgramThatWritesMoreThanItReadsIsNoDeadlock() {
    String line = "x".repeat(99) + "\n";
    try (RunningProgram program = talking.start("tee", "/dev/stderr")) {
      program.write(line.repeat(20_000)).closeStdin();
      assertThat(program.await().stdoutText()).hasSize(2_000_000);
      assertThat(program.stderrText()).isEqualTo(program.stdoutText());
    }
  }

  @Test
  void onlyTheProgramHasThePipe() {
    String look = "ls /proc/self/fd | wc -l; read line";
    try (RunningProgram program = talking.start("sh", "-c", look)) {
      // Those of ls: the three, and the directory it reads.
      assertThat(program.readLine()).isEqualTo("4");
    }
  }

  @Test
  void whatIsAwaitedComesAfterWhatWasAwaitedBefore() {
    try (RunningProgram program = talking.start("cat")) {
      program.write("> > ").awaitOutput("> ").awaitOutput("> ");
      assertThatThrownBy(() -> program.awaitOutput("> ", SHORT))
          .isInstanceOf(MissingOutputError.class)
          .hasMessageMatching(
              "'> ' was not written to standard output by 'cat' within 50 ms\\. After what was read"
                  + " before, it wrote nothing\\. Its standard input is still open: closeStdin\\(\\) would"
                  + " let it find the end of that\\. To a pipe many programs write only when a buffer is"
                  + " full: with fflush\\(stdout\\), or started by stdbuf -oL, they write each line at"
                  + " once\\.\nWhat it is doing:\n  thread \\d+ of process \\d+ \\(cat\\) .*");
      assertThat(program.write("\n> ").awaitOutput("> ").stdoutText()).isEqualTo("> > \n> ");
    }
  }

  @Test
  void standardErrorIsAwaitedAsWell() {
    String script = "read line; echo out; echo bad: $line >&2; echo more >&2; cat";
    try (RunningProgram program = talking.start("sh", "-c", script)) {
      program.write("x\n").awaitErrorOutput("bad: x\n").awaitErrorOutput("more");
      assertThat(program.readLine()).isEqualTo("out");
      assertThatThrownBy(() -> program.awaitErrorOutput("worse", SHORT))
          .hasMessageStartingWith("'worse' was not written to standard error by 'sh -c read line;")
          .hasMessageContaining(
              "within 50 ms. After what was read before, it wrote: '\n' Its standard input");
    }
  }

  @Test
  void linesAreReadToTheLast() {
    try (RunningProgram program = sandbox.start("printf", "a\\n\\nlast")) {
      assertThat(List.of(program.readLine(), program.readLine(), program.readLine()))
          .containsExactly("a", "", "last");
      assertThatThrownBy(program::readLine)
          .isInstanceOf(MissingOutputError.class)
          .hasMessage(
              "A line was not written to standard output by 'printf a\\n\\nlast'. Its run has ended"
                  + " with OK: The program ended normally with exit code 0. After what was read before, it wrote nothing.");
    }
  }

  @Test
  void aLineThatDoesNotEndInTimeRemains() {
    try (RunningProgram program = talking.start("cat")) {
      program.write("half");
      program.awaitOutput("ha");
      assertThatThrownBy(() -> program.readLine(SHORT))
          .hasMessageStartingWith(
              "A line was not written to standard output by 'cat' within 50 ms. After what was read"
                  + " before, it wrote: 'lf' Its standard input is still open: closeStdin() would let it"
                  + " find the end of that.\nWhat it is doing:\n  thread ");
      assertThat(program.write(" a line\n").readLine(Patience.TIME)).isEqualTo("lf a line");
    }
  }

  @Test
  void theHalfLineOfAKilledProgramIsRead() {
    for (Duration patience : List.of(Duration.ZERO, Patience.TIME)) {
      try (RunningProgram program = sandbox.start("sh", "-c", "printf half; sleep 60")) {
        program.awaitOutput("ha").kill();
        assertThat(program.readLine(patience)).isEqualTo("lf");
        assertThatThrownBy(() -> program.readLine(patience))
            .isInstanceOf(MissingOutputError.class)
            .hasMessageContaining(
                "'. Its run has ended with RUNTIME_ERROR: The program was killed by");
      }
    }
  }

  @Test
  void theHalfLineOfAProgramAtItsLimitIsRead() {
    try (RunningProgram program =
        sandbox.withIdle("1s").start("sh", "-c", "printf half; sleep 60")) {
      assertThat(program.readLine()).isEqualTo("half");
    }
  }

  @Test
  void whatIsNoTextIsMadeVisible() {
    String script = "printf '\\033[2J\\000\\377\\n'; sleep 60";
    try (RunningProgram program = sandbox.start("sh", "-c", script)) {
      Until.isTrue("all is written", () -> program.stdoutText().endsWith("\n"));
      assertThatThrownBy(() -> program.awaitOutput("ready", SHORT))
          .hasMessageContaining("So far it wrote: '\u241b[2J\u2400\ufffd\n'");
    }
  }

  @Test
  void ofMuchTheEndIsShown() {
    try (RunningProgram program = sandbox.start("sh", "-c", "yes ü | head -n 1000; sleep 60")) {
      Until.isTrue("all is written", () -> program.stdoutText().length() == 2000);
      assertThatThrownBy(() -> program.awaitOutput("ready", SHORT))
          .hasMessageContaining(
              "'sh -c yes ü | head -n 1000; sleep 60' within 50 ms. So far it wrote: '…"
                  + "\n"
                  + "ü\n".repeat(333)
                  + "'");
    }
  }

  @Test
  void aProgramThatEndedReadsNothing() {
    try (RunningProgram program = talking.start("sh", "-c", "exit 3")) {
      String expected =
          "Nobody reads the standard input of 'sh -c exit 3' any more. Its run has ended with"
              + " NONZERO_EXIT: The program ended by itself with exit code 3, where 0 would mean"
              + " success.";
      assertThat(writingUntilItFails(program))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(expected);
      program.await();
      assertThatThrownBy(() -> program.write("x")).hasMessage(expected);
    }
  }

  @Test
  void aProgramThatClosesItsInputReadsNothing() {
    try (RunningProgram program = talking.start("sh", "-c", "exec 0<&-; echo closed; sleep 60")) {
      program.awaitOutput("closed");
      assertThat(writingUntilItFails(program))
          .hasMessage(
              "Nobody reads the standard input of 'sh -c exec 0<&-; echo closed; sleep 60' any"
                  + " more. It has closed that, and goes on without.");
    }
  }

  @Test
  void theEndOfTheRunEndsABlockedWrite() {
    try (RunningProgram program = talking.withWall("200ms").start("sleep", "60")) {
      assertThatThrownBy(() -> program.write(new byte[2 * PIPE_SIZE]))
          .hasMessageStartingWith(
              "Nobody reads the standard input of 'sleep 60' any more. Its run has ended"
                  + " with TIME_LIMIT: The program was stopped because it ran too long: 200 ms of");
    }
  }

  @Test
  void anInterruptEndsABlockedWriteAndTheRun() throws Exception {
    try (RunningProgram program = talking.start("sleep", "60")) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread writer =
          new Thread(
              () -> {
                Throwable problem = catchThrowable(() -> program.write(new byte[2 * PIPE_SIZE]));
                ended.complete(Thread.currentThread().isInterrupted() ? problem : null);
              });
      writer.start();
      TimeUnit.MILLISECONDS.sleep(50);
      writer.interrupt();
      assertThat(ended.get())
          .isInstanceOf(SupervisionException.class)
          .hasMessageContaining("was interrupted, and the run was killed");
      assertThat(catchThrowable(program::await)).isInstanceOf(SupervisionException.class);
    }
  }

  @Test
  void closingEndsABlockedWrite() throws Exception {
    try (RunningProgram program = talking.start("sleep", "60")) {
      CompletableFuture<Throwable> ended =
          CompletableFuture.supplyAsync(
              () -> catchThrowable(() -> program.write(new byte[2 * PIPE_SIZE])));
      TimeUnit.MILLISECONDS.sleep(50);
      program.closeStdin();
      assertThat(ended.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Nothing can be written to 'sleep 60' any more: closeStdin() was called.");
      assertThatThrownBy(() -> program.write("x"))
          .hasMessage("Nothing can be written to 'sleep 60' any more: closeStdin() was called.");
    }
  }

  @Test
  void whatItComplainsOfIsShown() {
    String script = "read line; echo 'no such day' >&2; cat";
    try (RunningProgram program = talking.start("sh", "-c", script)) {
      program.write("x\n").awaitErrorOutput("day");
      assertThatThrownBy(() -> program.readLine(SHORT))
          .hasMessageContaining(
              "within 50 ms. So far it wrote nothing. On standard error it wrote: 'no such day\n' Its"
                  + " standard input is still open: closeStdin() would let it find the end of that. To a"
                  + " pipe");
      program.closeStdin().await();
      assertThatThrownBy(program::readLine)
          .hasMessageEndingWith(
              "0. So far it wrote nothing. On standard error it wrote: 'no such day\n'");
    }
  }

  @Test
  void onlyAPipeCanBeWrittenTo() {
    try (RunningProgram program = sandbox.withStdin("given").start("cat")) {
      String expected =
          "The standard input of 'cat' is not a pipe, so that nothing can be written to it while it"
              + " runs. Write sandbox.withStdinPipe().start(…), or leave out the stdin of its"
              + " @Sandboxed.";
      assertThatThrownBy(() -> program.write("x"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(expected);
      assertThatThrownBy(program::closeStdin).hasMessage(expected);
    }
  }

  @Test
  void aRunThatNobodyCouldWriteToIsRefused() {
    assertThatThrownBy(() -> talking.run("cat", "-n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "'cat -n' would wait for ever for standard input: that is a pipe (withStdinPipe), and"
                + " run(…) returns only when the program has ended. Call start(…), which answers a"
                + " RunningProgram to write to, or give all input before: withStdin(…).");
  }

  @Test
  void aFailedLaunchLeavesNoPipe() {
    int before = openPipes();
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> talking.start("/no/such/program"))
          .isInstanceOf(LaunchException.class);
      try (RunningProgram program = talking.start("cat")) {
        program.write("x");
      }
    }
    // Other tests run beside this one, whose pipes come and go; what is left behind stays.
    Until.isTrue("pipes are gone", () -> openPipes() < before + 50);
  }

  private static int openPipes() {
    Run run =
        Sandbox.create().run("sh", "-c", "ls -l /proc/" + ProcessHandle.current().pid() + "/fd");
    return (int) run.stdoutLines().stream().filter(line -> line.contains("pipe:")).count();
  }

  @Test
  void theRepetitionTypesWhatWasWritten() {
    try (RunningProgram program = talking.start("cat")) {
      program.write("it's\n").write("me\n");
      assertThat(program.closeStdin().await().repetition())
          .contains(" && printf %s 'it'\\''s\nme\n' | env -i ")
          .endsWith(" cat");
    }
  }

  @Test
  void muchThatWasWrittenIsNotTyped() {
    try (RunningProgram program = talking.start("wc", "-c")) {
      program.write(new byte[3000]).write(new byte[3000]);
      Run run = program.closeStdin().await();
      assertThat(run.repetition()).endsWith(" wc -c # reads what the test wrote while it ran");
      assertThat(run.stdoutText()).isEqualTo("6000\n");
    }
  }

  private static Throwable writingUntilItFails(RunningProgram program) {
    byte[] line = "x\n".getBytes(StandardCharsets.UTF_8);
    Throwable problem = null;
    while (problem == null) {
      problem = catchThrowable(() -> program.write(line));
    }
    return problem;
  }
}
