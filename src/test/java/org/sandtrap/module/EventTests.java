package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Signal;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.SignalEvent;
import org.sandtrap.trace.ThreadExit;
import org.sandtrap.trace.ThreadStart;

/** What a module makes of signals, and of the start, the exec and the end of threads. */
class EventTests {
  private static final String TRAPS =
      "trap 'echo one' USR1; trap 'echo two' USR2; kill -%s $$; echo end";

  /** A module that answers to one signal. */
  private record Receiver(Signal signal, Answer answer) implements PolicyModule {
    @Override
    public Answer onSignal(SignalEvent event, Tracee tracee) {
      return event.signal().equals(signal) ? answer : Answer.proceed();
    }
  }

  private static Run signalled(String sent, Answer answer) {
    return Sandbox.create()
        .withModule(new Receiver(Signal.parse("SIG" + sent), answer))
        .run("sh", "-c", String.format(TRAPS, sent));
  }

  @Test
  void aSignalThatIsLetThroughRunsItsHandler() {
    assertThat(signalled("USR1", Answer.proceed()).stdoutText()).isEqualTo("one\nend\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"USR1", "TERM", "INT", "STOP", "TSTP"})
  void aSuppressedOneRunsNeitherAHandlerNorItsDefaultAction(String sent) {
    Run run = signalled(sent, Answer.suppress());
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.OK);
    assertThat(run.stdoutText()).isEqualTo("end\n");
    assertThat(run.lastSignal()).isEmpty();
    assertThat(run.usage().signals()).isZero();
  }

  @Test
  void anotherOneIsDeliveredInItsPlace() {
    Run run = signalled("USR1", Answer.deliver(Signal.SIGUSR2));
    assertThat(run.stdoutText()).isEqualTo("two\nend\n");
    Run killed = signalled("USR1", Answer.deliver(Signal.SIGTERM));
    assertThat(killed.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(((Cause.Signalled) killed.cause()).signal()).isEqualTo(Signal.SIGTERM);
  }

  @Test
  void itArrivesWithTheSiginfoThatTheModuleChose() {
    String waits =
        """
        import os, signal
        signal.pthread_sigmask(signal.SIG_BLOCK, [])
        r, w = os.pipe(); signal.set_wakeup_fd(-1)
        import ctypes
        class Info(ctypes.Structure):
            _fields_ = [("signo", ctypes.c_int), ("errno", ctypes.c_int), ("code", ctypes.c_int),
                        ("pad", ctypes.c_int), ("pid", ctypes.c_int), ("uid", ctypes.c_uint),
                        ("value", ctypes.c_long)]
        HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.POINTER(Info), ctypes.c_void_p)
        def handle(number, info, context):
            one = info.contents
            os.write(1, b"%d %d %d %d" % (one.signo, one.code, one.pid, one.value))
        handler = HANDLER(handle)
        class Action(ctypes.Structure):
            _fields_ = [("handler", HANDLER), ("mask", ctypes.c_ulong * 16), ("flags", ctypes.c_int),
                        ("restorer", ctypes.c_void_p)]
        action = Action(handler=handler, flags=4)
        ctypes.CDLL(None).sigaction(12, ctypes.byref(action), None)
        os.kill(os.getpid(), 10)
        """;
    Run run =
        Sandbox.create()
            .withModule(new Receiver(Signal.SIGUSR1, Answer.deliver(Signal.SIGUSR2, -1, 4711, 99)))
            .run("python3", "-c", waits);
    assertThat(run.stderrText()).isEmpty();
    assertThat(run.stdoutText()).isEqualTo("12 -1 4711 99");
  }

  @Test
  void aSignalMayEndTheRun() {
    Run killed = signalled("USR1", Answer.kill("no signals"));
    assertThat(killed.verdict()).isEqualTo(Verdict.FORBIDDEN);
    assertThat(killed.cause().message()).contains("Receiver: no signals").contains("SIGUSR1");
    Run finished = signalled("USR1", Answer.finish("signalled"));
    assertThat(finished.verdict()).isEqualTo(Verdict.CUSTOM);
    assertThat(finished.stdoutText()).isEmpty();
  }

  /** A list of what has started, executed and ended. */
  private static final class Story implements PolicyModule {
    private final List<String> events = new ArrayList<>();
    private final List<ThreadStart> starts = new ArrayList<>();

    @Override
    public Answer onStart(ThreadStart start, Tracee tracee) {
      starts.add(start);
      events.add(start.isProcess() ? "process" : "thread");
      assertThat(tracee.tid()).isEqualTo(start.tid());
      return Answer.proceed();
    }

    @Override
    public Answer onExec(Exec exec, Tracee tracee) {
      events.add(exec.arguments().get(0));
      assertThat(tracee.commandLine()).isEqualTo(exec.arguments());
      return Answer.proceed();
    }

    @Override
    public Answer onEnd(ThreadExit end, Tracee tracee) {
      events.add("end " + end.exitCode().orElse(-1));
      return Answer.proceed();
    }
  }

  @Test
  void itSeesProcessesStartExecuteAndEnd() {
    Story story = new Story();
    Run run =
        Sandbox.create()
            .withModule(story)
            .run("sh", "-c", "sh -c 'exit 3'; sh -c 'exit 4' | cat; exit 5");
    assertThat(run.exitCode()).as("%s", run.summary()).hasValue(5);
    assertThat(story.events)
        .startsWith("sh", "process", "sh", "end 3", "process")
        .endsWith("end 5")
        .contains("cat", "end 0");
    assertThat(story.events.stream().filter("process"::equals)).hasSize(3);
    assertThat(story.events.stream().filter(one -> one.startsWith("end"))).hasSize(4);
    assertThat(story.starts).allMatch(start -> start.parentPid() == run.pid());
  }

  @Test
  void itSeesThreadsAsWell() {
    Story story = new Story();
    Run run =
        Sandbox.create()
            .withModule(story)
            .run(
                "python3",
                "-c",
                "import threading\nfor i in range(5):\n t = threading.Thread(target=int)\n"
                    + " t.start(); t.join()");
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.OK);
    assertThat(story.events.stream().filter("thread"::equals)).hasSize(5);
    assertThat(story.events.stream().filter("end 0"::equals)).hasSize(6);
    assertThat(story.starts).allMatch(start -> start.pid() == run.pid());
  }

  @Test
  void noInstructionOfAProcessIsExecutedThatMayNotStart() {
    PolicyModule alone =
        new PolicyModule() {
          @Override
          public Answer onStart(ThreadStart start, Tracee tracee) {
            return Answer.kill("alone");
          }
        };
    Run run = Sandbox.create().withModule(alone).run("sh", "-c", "(echo child); echo parent");
    assertThat(run.verdict()).isEqualTo(Verdict.FORBIDDEN);
    assertThat(run.stdoutText()).isEmpty();
  }

  @Test
  void aModuleThatFailsAtAnEventEndsTheRun() {
    PolicyModule broken =
        new PolicyModule() {
          @Override
          public Set<String> wants() {
            return Set.of();
          }

          @Override
          public Answer onExec(Exec exec, Tracee tracee) {
            throw new AssertionError("not this one");
          }
        };
    Run run = Sandbox.create().withModule(broken).run("echo", "a");
    assertThat(run.verdict()).isEqualTo(Verdict.BAD_POLICY);
    assertThat(run.stdoutText()).isEmpty();
    assertThat(run.cause().message()).contains("not this one").contains("executes");
  }
}
