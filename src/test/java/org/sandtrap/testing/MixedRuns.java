package org.sandtrap.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.sandtrap.Cause;
import org.sandtrap.LaunchException;
import org.sandtrap.Output;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.isolation.Enforcement;

/** Runs of every kind, each of which checks what came of it. */
public final class MixedRuns {
  private static final Sandbox SANDBOX = Sandbox.create().withWall("600s");

  private static final List<Kind> KINDS =
      List.of(
          MixedRuns::nothing,
          MixedRuns::captured,
          MixedRuns::fed,
          MixedRuns::pipeline,
          MixedRuns::crash,
          MixedRuns::left,
          MixedRuns::flood,
          MixedRuns::missing,
          MixedRuns::started,
          MixedRuns::scratch,
          MixedRuns::confined,
          MixedRuns::limited,
          MixedRuns::apart,
          MixedRuns::refused);

  private MixedRuns() {}

  private interface Kind {
    void run(int number);
  }

  /** Makes the run of this number; runs of numbers that follow each other are of every kind. */
  public static void run(int number) {
    KINDS.get(number % KINDS.size()).run(number);
  }

  /** Makes a run that has to be stopped. */
  public static void stopped() {
    Run run = SANDBOX.withWall("50ms").run(Tracees.command("spin", "children", "2"));
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
  }

  /** Makes a child of this JVM that has nothing to do with us. */
  public static void other(int number) throws IOException, InterruptedException {
    int code = number % 256;
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exit " + code);
    assertThat(builder.start().waitFor()).isEqualTo(code);
  }

  private static void nothing(int number) {
    Sandbox discarding = SANDBOX.withStdout(Output.discard()).withStderr(Output.discard());
    Succeeded.succeeded(discarding.run(Tracees.command("nothing")));
  }

  private static void captured(int number) {
    String script = "echo " + number + "; echo err" + number + " >&2; exit " + number % 256;
    Run run = SANDBOX.run("sh", "-c", script);
    assertThat(run.causes()).containsExactly(new Cause.Exited(number % 256));
    assertThat(run.stdoutText()).isEqualTo(number + "\n");
    assertThat(run.stderrText()).isEqualTo("err" + number + "\n");
  }

  private static void fed(int number) {
    Run run = SANDBOX.withStdin("text " + number).run(Tracees.command("cat"));
    assertThat(Succeeded.succeeded(run).stdoutText()).isEqualTo("text " + number);
  }

  private static void pipeline(int number) {
    Run run = SANDBOX.run("sh", "-c", "seq " + (number + 1) + " | sort -n | tail -n 1");
    assertThat(Succeeded.succeeded(run).stdoutText()).isEqualTo(number + 1 + "\n");
  }

  private static void crash(int number) {
    Run run = SANDBOX.run(Tracees.command("crash"));
    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  private static void left(int number) {
    Run run = SANDBOX.run(Tracees.command("tree_sleep", "2", "setsid"));
    assertThat(run.leftovers()).hasSize(2);
  }

  private static void flood(int number) {
    Run run = SANDBOX.withOutput("100KiB").run(Tracees.command("flood"));
    assertThat(run.verdict()).isEqualTo(Verdict.OUTPUT_LIMIT);
  }

  private static void missing(int number) {
    assertThatThrownBy(() -> SANDBOX.run("/nowhere/program")).isInstanceOf(LaunchException.class);
  }

  private static void started(int number) {
    try (RunningProgram program = SANDBOX.start(Tracees.command("pause"))) {
      program.kill();
      assertThat(program.await().causes()).containsExactly(new Cause.Killed());
    }
  }

  private static void scratch(int number) {
    Succeeded.succeeded(SANDBOX.run("sh", "-c", "touch $TMPDIR/file"));
  }

  private static final Sandbox CONFINED =
      SANDBOX.withWritable("{private}").withEnforcement(Enforcement.BEST_EFFORT);

  private static void confined(int number) {
    Succeeded.succeeded(CONFINED.run("sh", "-c", "touch $TMPDIR/file"));
  }

  private static void limited(int number) {
    Succeeded.succeeded(SANDBOX.withMemory("64MiB").run("true"));
  }

  /** In namespaces where they are granted. */
  private static void apart(int number) {
    Run run = SANDBOX.withIsolatedProcesses().run("sh", "-c", "(sleep 100 &); echo " + number);
    assertThat(Succeeded.succeeded(run).stdoutText()).isEqualTo(number + "\n");
  }

  private static void refused(int number) {
    assertThatThrownBy(() -> CONFINED.withReadable("/usr", "/nowhere").run("true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("'/nowhere' is not there");
  }
}
