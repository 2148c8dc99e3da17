package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Emulation32;
import org.sandtrap.testing.OuterFilter;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.SignalEvent;
import org.sandtrap.trace.Trace;

/** Calls that have confused other tracers are what they are in a trace. */
class TraceOfStrangeCallsTests {
  private final Sandbox traced = Sandbox.create().withWall("60s").withTrace();

  @TempDir Path directory;

  private Trace foreign(Sandbox sandbox, String how) {
    if (!how.equals("x32")) {
      Emulation32.require();
    }
    Run run =
        sandbox.run(
            Tracees.command("attacks/foreign_calls", how, directory.resolve("made").toString()));
    assumeThat(run.exitCode().orElse(0)).as("not to be had on this machine").isNotEqualTo(3);
    return run.trace();
  }

  /** Number 2 is fork of i386, and open of x86-64. */
  @Test
  void anInt80IsReadByTheTableOfItsOwnInterface() {
    Trace refused = foreign(traced, "fork80");
    Call fork = refused.calls("sys:fork").get(0);
    assertThat(fork.abi()).isEqualTo(Abi.I386);
    assertThat(fork.guarded()).isTrue();
    Trace made = foreign(traced.deny("-foreign"), "fork80");
    assertThat(made.calls("sys:fork")).isNotEmpty().allMatch(Call::succeeded);
    assertThat(made.calls("sys:open")).isEmpty();
  }

  @Test
  void aCallOfX32HasItsNameAndItsInterface() {
    OuterFilter.assumeNone();
    Trace trace = foreign(traced.deny("-foreign"), "x32");
    Call made = trace.calls("sys:mkdir").get(0);
    assertThat(made.abi()).isEqualTo(Abi.X32);
    assertThat(made.name()).isEqualTo("mkdir");
  }

  @Test
  void aNumberThatNoKernelKnowsIsACallAsWell() {
    OuterFilter.assumeNone();
    Trace trace = succeeded(python("import ctypes; ctypes.CDLL(None).syscall(5555, 1, 2)")).trace();
    List<Call> unknown = trace.calls(call -> call.syscall().number() == 5555 && call.failed());
    assertThat(unknown)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.name()).isEqualTo("syscall 5555");
              assertThat(call.error()).contains(Errno.ENOSYS);
              assertThat(call.registers().subList(0, 2)).containsExactly(1L, 2L);
            });
  }

  /** The kernel looks at 32 bits of each register there. */
  @Test
  void anInt80HasNoUpperHalves() {
    Trace trace = foreign(traced.deny("-foreign"), "int80");
    assertThat(trace.calls(call -> call.abi() == Abi.I386))
        .isNotEmpty()
        .allMatch(call -> call.registers().stream().allMatch(it -> it >>> 32 == 0));
  }

  @Test
  void callsOfAnyNumberOfNamesAreCounted() {
    OuterFilter.assumeNone();
    String script =
        "import ctypes; f = ctypes.CDLL(None).syscall; [f(5000 + i) for i in range(500)]";
    Trace trace = succeeded(python(script)).trace();
    assertThat(trace.counts().stream().filter(it -> it.name().startsWith("syscall 5")))
        .hasSize(500)
        .allMatch(it -> it.calls() == 1 && it.errors() == 1);
  }

  private Run python(String script) {
    return traced.run("python3", "-c", script);
  }

  @Test
  void aHandlerReturnsAsOftenAsItIsCalled() {
    Run run =
        succeeded(
            traced.run(
                "sh",
                "-c",
                "trap : USR1; i=0; while [ $i -lt 200 ]; do kill -USR1 $$; i=$((i+1)); done"));
    Trace trace = run.trace();
    long delivered =
        trace.events().stream()
            .filter(event -> event instanceof SignalEvent it && it.signal().equals(Signal.SIGUSR1))
            .count();
    assertThat(delivered).isEqualTo(200);
    assertThat(trace.calls("rt_sigreturn")).hasSize(200);
  }

  @Test
  void theTwoEndsOfAReadAreOneCall() throws IOException {
    Path file = Files.writeString(directory.resolve("text"), "abc");
    Trace trace = succeeded(traced.run("cat", file.toString())).trace();
    List<Call> reads =
        trace.calls(call -> call.name().equals("read") && call.toString().contains("abc"));
    assertThat(reads)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.result()).hasValue(3);
              assertThat(call.registers().get(2)).isGreaterThan(3);
            });
  }

  @Test
  @Tag("slow")
  @Timeout(1000)
  void aMillionCallsUnderABoundLeaveTheHeapSmall() throws Exception {
    // Half a minute where nothing else runs.
    ChildJvm jvm = ChildJvm.of(Calling.class).withOptions("-Xmx64m");
    assertThat(jvm.withPatience(Duration.ofSeconds(900)).run())
        .containsExactly("OK 10000 events", "counted true");
  }

  /** Traces a program that calls as fast as it can, in a small heap. */
  static final class Calling {
    private static final int CALLS = 1_000_000;

    private Calling() {}

    /** Does it. */
    public static void main(String[] none) {
      Sandbox bounded = Sandbox.create().withWall("800s").withTrace().withTraceLimit(10_000);
      Run run = bounded.run(Tracees.command("getppid_loop-static", String.valueOf(CALLS)));
      Trace trace = run.trace();
      System.out.println(run.verdict().name() + " " + trace.events().size() + " events");
      System.out.println(
          "counted "
              + trace.counts().stream()
                  .anyMatch(it -> it.name().equals("getppid") && it.calls() == CALLS));
    }
  }
}
