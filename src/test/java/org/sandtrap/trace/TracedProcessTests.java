package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.TraceBuilder;

/** The processes of a trace. */
class TracedProcessTests {
  private static TraceBuilder pipeline() {
    return new TraceBuilder()
        .process(100)
        .exec("/bin/dash", "sh", "-c", "cat a | wc")
        .process(101, 100)
        .process(102, 100)
        .in(101)
        .exec("/bin/cat", "cat", "a")
        .exit(0)
        .in(102)
        .process(103, 102)
        .in(103)
        .killed(Signal.SIGKILL)
        .in(102)
        .exec("/usr/bin/wc", "wc")
        .exec("/bin/true", "true")
        .exit(1)
        .in(100);
  }

  @Test
  void aTreeIsDrawn() {
    assertThat(pipeline().exit(0).trace().processes())
        .singleElement()
        .hasToString(
            """
            100 sh -c "cat a | wc": exited with 0
            ├─ 101 cat a: exited with 0
            └─ 102 wc => true: exited with 1
               └─ 103 (dash): killed by SIGKILL
            """);
  }

  @Test
  void aProcessKnowsWhatItWas() {
    TracedProcess root = pipeline().trace().processes().get(0);
    assertThat(root.end()).isEmpty();
    assertThat(root.exitCode()).isEmpty();
    assertThat(root.parent()).isZero();
    TracedProcess last = root.children().get(1);
    assertThat(last.name()).isEqualTo("true");
    assertThat(last.parent()).isEqualTo(100);
    assertThat(last.exitCode()).hasValue(1);
    assertThat(last.execs()).extracting(Exec::path).containsExactly("/usr/bin/wc", "/bin/true");
    assertThat(last.start()).isEqualTo(Duration.ofNanos(4000));
    assertThat(last.end()).contains(Duration.ofNanos(11000));
    TracedProcess killed = last.children().get(0);
    assertThat(killed.signal()).contains(Signal.SIGKILL);
    assertThat(killed.exitCode()).isEmpty();
    assertThat(killed.name()).isEqualTo("dash");
  }

  @Test
  void threadsAreNoProcesses() {
    Trace trace =
        new TraceBuilder().process(100).thread(101).in(100, 101).exit(3).in(100).exit(4).trace();
    assertThat(trace.processes()).singleElement().hasToString("100 (?): exited with 4\n");
  }

  @Test
  void anIdThatIsGivenAgainIsAnotherProcess() {
    Trace trace =
        new TraceBuilder()
            .process(100)
            .process(101, 100)
            .in(101)
            .exit(1)
            .in(100)
            .process(101, 100)
            .in(101)
            .exit(2)
            .trace();
    assertThat(trace.processes().get(0).children())
        .extracting(child -> child.exitCode().getAsInt())
        .containsExactly(1, 2);
  }

  @Test
  void aProcessWhoseStartIsMissingIsARoot() {
    Trace trace = new TraceBuilder().in(7).call("getpid").returns(7).exit(0).trace();
    assertThat(trace.processes()).singleElement().hasToString("7 (?): exited with 0\n");
  }

  @Test
  void aProcessThatEndsBeforeItsStartIsSeenIsAChild() {
    Trace trace =
        new TraceBuilder()
            .process(100)
            .exec("/bin/a", "a")
            .call("fork")
            .returns(101)
            .in(101)
            .call("getpid")
            .returns(101)
            .exit(1)
            .in(102)
            .call("getpid")
            .returns(102)
            .in(100)
            .process(102, 100)
            .in(102)
            .exit(2)
            .process(103)
            .exit(3)
            .in(100)
            .process(103, 100)
            .trace();
    assertThat(trace.processes())
        .singleElement()
        .hasToString(
            """
            100 a: end not in the trace
            ├─ 101 (a): exited with 1
            ├─ 102 (a): exited with 2
            └─ 103 (a): exited with 3
            """);
  }

  @Test
  void aVeryDeepTreeHasShortLines() {
    TraceBuilder steps = new TraceBuilder().process(1);
    for (int pid = 2; pid <= 100_000; pid++) {
      steps.process(pid, pid - 1);
    }
    List<String> lines = steps.trace().processes().get(0).toString().lines().toList();
    assertThat(lines).hasSize(100_000).allMatch(line -> line.length() < 200);
  }

  @Test
  void argumentsActOnNoTerminal() {
    Trace trace = new TraceBuilder().process(1).exec("/bin/a", "a", "\u001b[2J", "").trace();
    assertThat(trace.processes().get(0)).asString().startsWith("1 a \"\\33[2J\" \"\": ");
  }

  @Test
  void aProcessEndsWithItsLastThread() {
    TraceBuilder first =
        new TraceBuilder().process(100).exec("/bin/a", "a").thread(101).in(100, 100).exit(0);
    assertThat(first.trace().processes().get(0).exitCode()).isEmpty();
    Trace trace = first.in(100, 101).exit(7).trace();
    assertThat(trace.processes().get(0).exitCode()).hasValue(7);
  }

  @Test
  void aProcessGoesOnWhereAnotherThreadHasMadeTheExec() {
    TraceBuilder builder =
        new TraceBuilder().process(100).thread(101).in(100, 100).exit(0).exec("/bin/b", "b");
    assertThat(builder.trace().processes().get(0).exitCode()).isEmpty();
    assertThat(builder.exit(3).trace().processes().get(0).exitCode()).hasValue(3);
  }
}
