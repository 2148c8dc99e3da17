package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;
import org.sandtrap.testing.Untraced;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.CallCount;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.LimitEvent;
import org.sandtrap.trace.SignalEvent;
import org.sandtrap.trace.ThreadExit;
import org.sandtrap.trace.ThreadStart;
import org.sandtrap.trace.Trace;

/** What a trace has of a run. */
class TraceTests {
  private final Sandbox traced = Sandbox.create().withTrace();

  @TempDir Path directory;

  private static List<String> names(Trace trace) {
    return trace.calls().stream().map(Call::name).toList();
  }

  private static <T extends Event> List<T> events(Trace trace, Class<T> type) {
    return trace.events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void withoutAskingThereIsNone() {
    Untraced.require("then a run has one");
    Run run = Sandbox.create().run("true");
    assertThat(run.isTraced()).isFalse();
    assertThatThrownBy(run::trace)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The run of 'true' was not traced. Ask for a trace before: Sandbox.withTrace(), or a"
                + " parameter of type Trace or trace = {\"%file\"} in @Sandboxed.");
    assertThat(traced.withoutTrace().run("true").isTraced()).isFalse();
  }

  @Test
  void aFullTraceBeginsWithTheProgramAndEndsWithItsEnd() {
    Trace trace = succeeded(traced.run(Tracees.command("cat-static"))).trace();
    List<Event> events = trace.events();
    assertThat(events.get(0))
        .isInstanceOfSatisfying(
            ThreadStart.class,
            start -> {
              assertThat(start.isProcess()).isTrue();
              assertThat(start.parentPid()).isZero();
            });
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            Exec.class,
            exec -> {
              assertThat(exec.path()).isEqualTo(Tracees.path("cat-static").toString());
              assertThat(exec.arguments()).containsExactly(Tracees.path("cat-static").toString());
            });
    assertThat(events.get(events.size() - 1))
        .isInstanceOfSatisfying(ThreadExit.class, end -> assertThat(end.exitCode()).hasValue(0));
    Call last = trace.calls().get(trace.calls().size() - 1);
    assertThat(last.name()).isEqualTo("exit_group");
    assertThat(last.returned()).isFalse();
    assertThat(last.result()).isEmpty();
    assertThat(last.duration()).isEmpty();
    assertThat(IntStream.range(0, events.size()))
        .allMatch(number -> events.get(number).number() == number);
    assertThat(events).extracting(Event::time).isSorted();
  }

  @Test
  void onlySelectedCallsAreThere() {
    Run run =
        succeeded(
            Sandbox.create()
                .withTrace("write(fd=1)", "%process")
                .run("sh", "-c", "ls /nonexistent; printf a"));
    assertThat(run.stderrText()).isNotEmpty();
    assertThat(run.trace().calls("write"))
        .extracting(call -> call.registers().get(0))
        .containsExactly(1L);
    assertThat(names(run.trace())).contains("exit_group").doesNotContain("openat", "read");
  }

  @Test
  void callsAreSelectedByPatternsAfterwards() throws Exception {
    Path file = Files.writeString(directory.resolve("text"), "abc");
    Trace trace = succeeded(traced.run("cat", file.toString())).trace();
    assertThat(trace.calls("write(fd=1)")).hasSize(1);
    assertThat(trace.calls("write(fd=2)")).isEmpty();
    assertThat(trace.calls("%file")).isNotEmpty().allMatch(call -> !call.name().equals("read"));
    assertThat(trace.calls(Call::failed)).allMatch(call -> call.error().isPresent());
    assertThatThrownBy(() -> trace.calls("opne"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "'opne' selects no calls: there is no call, family or class 'opne'; did you mean 'open'");
    assertThatThrownBy(() -> trace.calls("open(path=/etc/**)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "'open(path=/etc/**)' selects no calls: at column 6, 'path' is for rules only; select the"
                + " calls without it, and look for theirs in the trace");
  }

  @Test
  void aCallHasItsResultAndItsError() {
    Trace trace = traced.run("cat", "/nonexistent").trace();
    Call open = trace.calls("openat").get(trace.calls("openat").size() - 1);
    assertThat(trace.calls("openat").stream().filter(Call::failed).map(Call::error).toList())
        .allMatch(error -> error.orElseThrow() == Errno.ENOENT)
        .isNotEmpty();
    assertThat(open.abi()).isIn(Abi.X86_64, Abi.AARCH64);
    assertThat(open.duration()).isPresent();
  }

  @Test
  void processesAndTheirExecsAndEndsAreThere() {
    Trace trace = traced.run("sh", "-c", "/bin/true; exit 3").trace();
    List<ThreadStart> starts = events(trace, ThreadStart.class);
    assertThat(starts).hasSize(2);
    assertThat(starts.get(1).parentPid()).isEqualTo(starts.get(0).pid());
    assertThat(starts.get(1).parentTid()).isEqualTo(starts.get(0).tid());
    assertThat(events(trace, Exec.class))
        .extracting(Exec::arguments)
        .contains(List.of("/bin/true"));
    assertThat(events(trace, ThreadExit.class))
        .extracting(end -> end.exitCode().orElse(-1))
        .containsExactly(0, 3);
    assertThat(events(trace, SignalEvent.class))
        .extracting(SignalEvent::signal)
        .containsExactly(Signal.SIGCHLD);
  }

  @Test
  void threadsAreOfTheirProcess() {
    Trace trace = succeeded(traced.run(Tracees.command("threads"))).trace();
    List<ThreadStart> starts = events(trace, ThreadStart.class);
    assertThat(starts).hasSizeGreaterThan(1);
    assertThat(starts.subList(1, starts.size()))
        .allMatch(start -> !start.isProcess() && start.pid() == starts.get(0).pid());
    assertThat(events(trace, ThreadExit.class)).hasSameSizeAs(starts);
  }

  @Test
  void aCallThatBlocksWhenItIsKilledHasNotReturned() {
    Run run = traced.withIdle("500ms").run(Tracees.command("pause"));
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    Call last = run.trace().calls().get(run.trace().calls().size() - 1);
    assertThat(last.name()).isIn("pause", "ppoll");
    assertThat(last.returned()).isFalse();
  }

  @Test
  void callsOf32BitsAreReadByTheirOwnTables() {
    Trace trace = succeeded(traced.run(Tracees.command("cat-32"))).trace();
    assertThat(trace.calls()).isNotEmpty().allMatch(call -> call.abi() == Abi.I386);
    assertThat(names(trace)).contains("mmap2", "exit_group");
    Call mapped = trace.calls("mmap").stream().filter(Call::succeeded).findFirst().orElseThrow();
    assertThat(mapped.result().orElseThrow()).isBetween(1L, 0xffff_ffffL);
  }

  @Test
  void aDeniedCallSaysWhichRuleDeniedIt() {
    Run run = traced.deny("mkdir").withOnDenied("EACCES").run("mkdir", directory + "/new");
    List<Call> calls = run.trace().calls("mkdir");
    assertThat(calls)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.denied()).isTrue();
              assertThat(call.guarded()).isFalse();
              assertThat(call.refusal().orElseThrow().reason()).contains("deny mkdir");
              assertThat(call.error()).contains(Errno.EACCES);
            });
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aCallThatEndsTheRunIsTheLast() {
    Run run = traced.deny("mkdir").run("mkdir", directory + "/new");
    assertThat(run.verdict()).isEqualTo(Verdict.FORBIDDEN);
    List<Call> calls = run.trace().calls();
    Call last = calls.get(calls.size() - 1);
    assertThat(last.name()).isEqualTo("mkdir");
    assertThat(last.denied()).isTrue();
    assertThat(last.returned()).isFalse();
  }

  @Test
  void whatGuardsRefuseIsThere() {
    Trace trace = traced.run(Tracees.command("threads")).trace();
    assertThat(trace.calls("clone3"))
        .allMatch(call -> call.guarded() && !call.denied())
        .allMatch(call -> call.error().orElseThrow() == Errno.ENOSYS);
  }

  @Test
  void beyondTheLimitCallsAreOnlyCounted() {
    Run run =
        succeeded(traced.withTraceLimit(100).run(Tracees.command("getppid_loop-static", "5000")));
    Trace trace = run.trace();
    assertThat(trace.events()).hasSize(100);
    assertThat(trace.dropped()).isGreaterThan(4900);
    CallCount most = trace.counts().get(0);
    assertThat(most.name()).isEqualTo("getppid");
    assertThat(most.calls()).isGreaterThanOrEqualTo(5000);
    assertThat(most.errors()).isZero();
    assertThat(most.time()).isPositive();
    assertThatThrownBy(() -> traced.withTraceLimit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("traceLimit: a trace cannot be bounded to 0 events; expected at least 1");
  }

  @Test
  void aLimitThatIsReachedIsThere() {
    Run run = traced.withProcesses("2").run(Tracees.command("fork_tree-static", "1", "3"));
    assertThat(run.verdict()).isEqualTo(Verdict.PROCESS_LIMIT);
    assertThat(events(run.trace(), LimitEvent.class)).isNotEmpty();
  }

  @Test
  void aLimitThatTheWatchdogFindsIsThereOnceAsWell() {
    Run run = traced.withCpu("100ms").run(Tracees.command("spin"));
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(events(run.trace(), LimitEvent.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.limit()).isEqualTo(Limit.CPU);
              assertThat(event.pid()).isEqualTo(run.pid());
            });
  }

  @Test
  void aSignalSaysWhatTheKernelKnows() {
    Trace trace = traced.run("sh", "-c", "/bin/false; kill -USR1 $$").trace();
    List<SignalEvent> signals = events(trace, SignalEvent.class);
    int child = events(trace, ThreadStart.class).get(1).pid();
    assertThat(signals.get(0).toString())
        .startsWith(
            "--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=" + child + ", si_uid=")
        .contains("si_status=1");
    assertThat(signals.get(1).sender()).hasValue(signals.get(1).pid());
    assertThat(signals.get(1).toString())
        .startsWith("--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER");
  }

  @Test
  void aRunningProgramTellsWhatItHasDoneSoFar() {
    try (RunningProgram program = traced.withStdinPipe().start(Tracees.command("cat-static"))) {
      program.write("x\n");
      assertThat(program.readLine()).isEqualTo("x");
      Until.isTrue("it reads again", () -> isLastReading(program.trace()));
      assertThat(program.trace().calls("write")).hasSize(1);
      program.closeStdin();
      assertThat(names(program.await().trace())).endsWith("exit_group");
    }
  }

  private static boolean isLastReading(Trace trace) {
    List<Call> calls = trace.calls();
    Call last = calls.get(calls.size() - 1);
    return last.name().equals("read") && !last.returned();
  }

  @Test
  void aListenerIsToldWhileTheProgramRuns() {
    List<Event> told = new CopyOnWriteArrayList<>();
    Sandbox telling = Sandbox.create().withTraceListener((program, events) -> told.addAll(events));
    try (RunningProgram program = telling.withStdinPipe().start(Tracees.command("cat-static"))) {
      program.write("x\n");
      Until.isTrue("the write", () -> told.stream().anyMatch(TraceTests::isWrite));
      assertThat(program.status()).isNotEqualTo(Status.FINISHED);
      Trace trace = program.closeStdin().await().trace();
      assertThat(told).containsExactlyInAnyOrderElementsOf(trace.events());
    }
  }

  private static boolean isWrite(Event event) {
    return event instanceof Call call && call.name().equals("write") && call.returned();
  }

  @Test
  void aListenerThatWaitsOrFailsHoldsNothingUp() {
    List<Event> told = new CopyOnWriteArrayList<>();
    Sandbox waiting =
        Sandbox.create()
            .withTraceListener(
                (program, events) -> {
                  assertThat(Thread.currentThread().isInterrupted()).isFalse();
                  Until.isTrue("a moment", () -> !told.addAll(events) || told.size() > 0);
                });
    Run run = succeeded(waiting.run("ls"));
    assertThat(told).containsExactlyInAnyOrderElementsOf(run.trace().events());
    Sandbox failing =
        Sandbox.create().withTraceListener((program, events) -> assertThat(events).isEmpty());
    assertThatThrownBy(() -> failing.run("true")).isInstanceOf(AssertionError.class);
  }

  @Test
  void aListenerThatWaitsForTheEndIsToldThatItWouldWaitForEver() {
    Sandbox waiting = Sandbox.create().withTraceListener((program, events) -> program.await());
    assertThatThrownBy(() -> waiting.start("sleep", "0.2").await())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("A TraceListener cannot wait for the end of a run");
  }

  @Test
  void whatAListenerThrowsTheRunThrows() {
    Sandbox telling =
        Sandbox.create()
            .withTraceListener(
                (program, events) -> {
                  throw new IllegalStateException("enough");
                });
    assertThatThrownBy(() -> telling.run("true"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
    assertThatThrownBy(() -> telling.start("true").await())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  @Test
  void theProgramSeesAllProcessorsAndMayUseThem() {
    String outside = succeeded(Sandbox.create().run("nproc")).stdoutText();
    assertThat(succeeded(traced.run("nproc")).stdoutText()).isEqualTo(outside);
    assertThat(succeeded(Sandbox.create().withTrace("openat").run("nproc")).stdoutText())
        .isEqualTo(outside);
  }

  @Test
  void thePropertyForAllRunsIsCheckedBeforeAnythingHasHappened() throws Exception {
    assertThat(ChildJvm.of(OneMistypedRun.class).withOptions("-Dsandtrap.trace=opne").run())
        .singleElement()
        .asString()
        .startsWith("System property sandtrap.trace: 'opne' selects no calls: ")
        .endsWith(
            " Write words as in rules, with blanks between them: -Dsandtrap.trace=\"%file"
                + " connect\", or all.");
    assertThat(ChildJvm.of(OneMistypedRun.class).withOptions("-Dsandtrap.trace=openat exit").run())
        .containsExactly("[exit_group, openat] false");
  }

  /** Makes a run of which nothing is said, and one that is not traced, or prints why not. */
  static final class OneMistypedRun {
    private OneMistypedRun() {}

    /** Does it. */
    public static void main(String[] none) {
      try {
        Trace trace = Sandbox.create().run("true").trace();
        System.out.println(
            new TreeSet<>(names(trace)) + " " + Sandbox.create().withoutTrace().isTraced());
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void limitsHoldAsEver() {
    assertThat(traced.withCpu("200ms").run(Tracees.command("spin")).verdict())
        .isEqualTo(Verdict.TIME_LIMIT);
    assertThat(traced.withOutput("1KiB").run("yes").verdict()).isEqualTo(Verdict.OUTPUT_LIMIT);
  }
}
