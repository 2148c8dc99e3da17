package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.Outside;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** Who is told of runs, and what a run tells of itself. */
class RunListenerTests {
  private final List<RunningProgram> begun = new ArrayList<>();
  private final List<Run> ended = new ArrayList<>();

  private final Sandbox sandbox =
      Sandbox.create()
          .withListener(
              new RunListener() {
                @Override
                public void beginning(RunningProgram program) {
                  begun.add(program);
                }

                @Override
                public void ended(RunningProgram program, Run run) {
                  assertThat(program).isIn(begun);
                  ended.add(run);
                }
              });

  @Test
  void everyRunIsToldOf() {
    Run first = sandbox.run("true");
    try (RunningProgram program = sandbox.start("false")) {
      Run second = program.await();
      assertThat(ended).containsExactly(first, second);
      assertThat(begun).hasSize(2).contains(program);
    }
    assertThat(begun.get(0).await()).isSameAs(first);
  }

  @Test
  void whatCannotBeStartedHasNotEnded() {
    assertThatThrownBy(() -> sandbox.run("/no/such/program")).isInstanceOf(LaunchException.class);
    assertThat(begun).hasSize(1);
    assertThat(ended).isEmpty();
  }

  @Test
  void threadsTellWhatTheyAreDoing() {
    try (RunningProgram program = sandbox.start("sleep", "60")) {
      Until.isTrue("waiting", () -> program.threads().toString().contains("clock_nanosleep"));
      assertThat(program.threads())
          .singleElement()
          .satisfies(
              thread -> {
                assertThat(thread.tid()).isEqualTo(program.pid());
                assertThat(thread.pid()).isEqualTo(program.pid());
                assertThat(thread.state()).isEqualTo('S');
                assertThat(thread.location()).isPresent();
                assertThat(thread.kernelStack()).first().asString().contains("nanosleep");
                assertThat(thread.toString())
                    .startsWith(
                        "thread "
                            + program.pid()
                            + " of process "
                            + program.pid()
                            + " (sleep) waits in clock_nanosleep, at ");
              });
      program.kill();
      program.await();
      assertThat(program.threads()).isEmpty();
      assertThat(program.activity()).isEmpty();
    }
  }

  @Test
  void aMessageNamesTheFirst64OfManyThreads() {
    String crowd = "for i in $(seq 66); do sleep 60 & done; wait";
    try (RunningProgram program = sandbox.start("sh", "-c", crowd)) {
      Until.isTrue("all there", () -> program.threads().size() == 67);
      assertThat(program.activity())
          .startsWith("\n  thread " + program.pid() + " of process " + program.pid() + " (")
          .endsWith("\n  … and 3 more");
      assertThat(program.activity().lines().filter(line -> line.startsWith("  thread ")))
          .hasSize(64);
    }
  }

  @Test
  void aThreadThatExecutesWaitsNowhereInTheKernel() {
    String spin = Tracees.path("spin").toString();
    try (RunningProgram program = Sandbox.create().start(spin, "threads", "7")) {
      Until.isTrue("all there", () -> program.threads().size() == 8);
      for (int i = 0; i < 10; i++) {
        assertThat(program.threads())
            .filteredOn(thread -> thread.state() == 'R')
            .isNotEmpty()
            .allSatisfy(thread -> assertThat(thread.kernelStack()).isEmpty());
      }
    }
  }

  @Test
  void threadsOf32BitsAreNamedByTheirOwnCalls() {
    try (RunningProgram program = sandbox.start(Tracees.command("pause-32"))) {
      Until.isTrue(
          "waiting", () -> program.threads().toString().contains(" waits in pause (i386)"));
    }
  }

  @Test
  void aRunCanBeRepeatedOutside() throws Exception {
    Run run =
        Sandbox.create()
            .withDirectory("/usr")
            .withEnvironment("GREETING", "it's me")
            .withStdin("in put\n")
            .run("sh", "-c", "cat; pwd; echo \"$GREETING\" $#", "a b", "c");
    Outside outside = Outside.run(java.nio.file.Path.of("/"), "sh", "-c", run.repetition());
    assertThat(outside.stdout()).isEqualTo(run.stdoutText()).isEqualTo("in put\n/usr\nit's me 1\n");
  }

  @Test
  void inputsThatCannotBeTypedAreNamed() {
    Run binary = Sandbox.create().withStdin(new byte[] {-1}).run("cat");
    assertThat(binary.repetition())
        .endsWith(" cat < INPUT # 1 bytes, which are no text to be typed");
    Run file = Sandbox.create().withStdin(java.nio.file.Path.of("/dev/null")).run("cat");
    assertThat(file.repetition()).endsWith(" cat < /dev/null");
  }
}
