package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.assertion.TraceAssert;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.TraceFormat;
import org.sandtrap.trace.TraceSnapshot;

/** Traces that have only the entries of calls. */
class EntryTraceTests {
  private static final Sandbox TRACED = Sandbox.create().withTraceEntriesOnly();

  @TempDir Path directory;

  private static Trace of(Sandbox sandbox, String... command) {
    Run run = sandbox.run(command);
    assertThat(run).exitedWith(0);
    return run.trace();
  }

  @Test
  void aCallHasItsArgumentsAndNoResult() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "x");
    Trace trace = of(TRACED.withTrace("openat"), "cat", file.toString());
    List<Call> opened = trace.calls(call -> call.peers().isEmpty() && has(call, file));
    assertThat(opened).hasSize(1);
    assertThat(opened.get(0).returned()).isFalse();
    assertThat(opened.get(0).result()).isEmpty();
    assertThat(opened.get(0).duration()).isEmpty();
    assertThat(opened.get(0).toString()).isEqualTo("openat(AT_FDCWD, \"" + file + "\", O_RDONLY)");
    assertThat(trace.text(TraceFormat.DEFAULT.withArgumentNames(true)))
        .contains("pathname=\"" + file + "\", flags=O_RDONLY)\n");
    assertThat(TraceSnapshot.of(trace).text()).doesNotContain(" = ");
  }

  private static boolean has(Call call, Path file) {
    return call.toString().contains(file.toString());
  }

  /** An exit that is recorded would be one stop more for each call. */
  @Test
  void everyCallStopsOnce() {
    String[] loop = Tracees.command("getppid_loop-static", "5000");
    Run entries = TRACED.withTrace("getppid").run(loop);
    Run whole = Sandbox.create().withTrace("getppid").run(loop);
    assertThat(entries.trace().calls("getppid")).hasSize(5000);
    assertThat(whole.trace().calls("getppid")).hasSize(5000);
    assertThat(whole.usage().stops() - entries.usage().stops()).isBetween(4900L, 5100L);
  }

  @Test
  void whatTheProgramDoesIsTheSame() {
    Run run = TRACED.withTrace().run("sh", "-c", "seq 3 | sort -r; exit 3");
    assertThat(run.stdoutText()).isEqualTo("3\n2\n1\n");
    assertThat(run).exitedWith(3);
    assertThat(run.trace().events().stream().filter(Exec.class::isInstance)).hasSize(3);
    assertThat(run.trace().processes().get(0).children()).hasSize(2);
  }

  @Test
  void limitsAndRulesHold() {
    Sandbox sandbox = TRACED.withTrace();
    assertThat(sandbox.withFileSize("1KiB").run("sh", "-c", "yes > " + directory + "/f"))
        .hasVerdict(Verdict.OUTPUT_LIMIT);
    Run denied = sandbox.withOnDenied("EPERM").deny("mkdir").run("mkdir", directory + "/new");
    assertThat(denied.trace().calls("mkdir"))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.denied()).isTrue();
              assertThat(call.error()).contains(Errno.EPERM);
            });
  }

  @Test
  void whatResultsTellIsRefused() {
    Trace trace = of(TRACED.withTrace("%file"), "cat", "/etc/passwd");
    assertThatThrownBy(trace::files)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only the entries of calls")
        .hasMessageContaining("withTraceEntriesOnly");
    for (ThrowingCallable sockets :
        List.<ThrowingCallable>of(
            trace::sockets,
            () -> trace.socket(trace.calls("openat").get(0), "dirfd"),
            () -> trace.resultSocket(trace.calls("openat").get(0)))) {
      assertThatThrownBy(sockets)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll(
              "only the entries of calls, and what sockets are",
              "withTraceEntriesOnly",
              "trace.calls(\"%network\")");
    }
    assertThat(trace.text(TraceFormat.DEFAULT.withSockets(true))).contains("openat(");
    assertThat(trace.table()).doesNotContain("errors").contains("openat").contains(" total\n");
  }

  static Stream<Consumer<TraceAssert>> blind() {
    return Stream.of(
        TraceAssert::deletedNothing,
        TraceAssert::connectedToNobody,
        TraceAssert::closedAllItOpened,
        trace -> trace.openedOnlyBelow("/"),
        trace -> trace.retriedOn(Errno.EINTR),
        trace -> trace.calls("openat").succeeded(),
        trace -> trace.calls("openat").failedWith(Errno.ENOENT),
        trace -> trace.calls("openat").thatFailed().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("blind")
  void anAssertionThatNeedsResultsFails(Consumer<TraceAssert> assertion) {
    Trace trace = of(TRACED.withTrace(), "true");
    assertThatThrownBy(() -> assertion.accept(assertThat(trace)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it has only the entries of calls")
        .hasMessageContaining("withTraceEntriesOnly");
  }

  @Test
  void callsAreCounted() {
    Trace trace = of(TRACED.withTrace("%file"), "true");
    assertThat(trace).calls("unlink").isEmpty();
    assertThat(trace).calls("execve").hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aListenerIsToldOfAllCalls() {
    List<Event> told = new CopyOnWriteArrayList<>();
    Trace trace = of(TRACED.withTraceListener((program, events) -> told.addAll(events)), "true");
    assertThat(told).containsExactlyElementsOf(trace.events());
  }
}
