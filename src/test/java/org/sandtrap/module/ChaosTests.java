package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.isolation.Enforcement;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.SignalEvent;
import org.sandtrap.trace.ThreadExit;
import org.sandtrap.trace.ThreadStart;

/**
 * Programs that do what a number decides, under a module that answers what another decides:
 * whatever comes of it, the run ends, as the module has said, and nothing is left. {@code -Pchaos}
 * takes a minute.
 */
@Tag("chaos")
class ChaosTests {
  private static final long SECONDS = Long.getLong("tests.chaos.seconds", 4);

  /** A module that answers anything that fits. */
  private static final class Random implements PolicyModule {
    private static final Set<String> CALLS =
        Set.of(
            "open",
            "close",
            "write",
            "read",
            "unlink",
            "mkdir",
            "fork",
            "exec",
            "nanosleep",
            "socketpair",
            "kill",
            "tgkill",
            "wait4",
            "futex",
            "mmap",
            "sched_yield");

    private static final List<Signal> SIGNALS =
        List.of(Signal.SIGUSR1, Signal.SIGUSR2, Signal.SIGTERM, Signal.SIGCONT, Signal.SIGKILL);

    private final SplittableRandom random;
    private final int endings; // one of so many answers ends the run
    private boolean killed;
    private boolean finished;

    private Random(long seed, int endings) {
      this.random = new SplittableRandom(seed);
      this.endings = endings;
    }

    @Override
    public Set<String> wants() {
      return CALLS;
    }

    @Override
    public Set<String> wantsExits() {
      return CALLS;
    }

    private Answer ending() {
      if (random.nextInt(endings) != 0) {
        return Answer.proceed();
      }
      killed = random.nextBoolean();
      finished = !killed;
      return killed ? Answer.kill("chaos") : Answer.finish("chaos");
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      assertThat(killed || finished).isFalse();
      long address = tracee.stackPointer() - 4096;
      tracee.readString(tracee.argument(random.nextInt(6)), 64);
      return switch (random.nextInt(24)) {
        case 0 -> Answer.deny(Errno.EPERM);
        case 1 -> Answer.deny(Errno.EINTR, "chaos");
        case 2 -> Answer.returning(random.nextInt(8));
        case 3 -> Answer.returning(-Errno.ENOMEM.number());
        case 4 -> rewritten(call, tracee);
        case 5 -> tracee.writeLong(address, 1) ? Answer.proceed() : Answer.deny(Errno.EFAULT);
        default -> ending();
      };
    }

    private Answer rewritten(Call call, Tracee tracee) {
      if (call.argument("pathname").isPresent()) {
        return Answer.rewrite("pathname", "/tmp/sandtrap-chaos-" + random.nextInt(4));
      }
      return call.argument("count").isPresent() ? Answer.rewrite("count", 1) : Answer.proceed();
    }

    @Override
    public Answer onExit(Call call, Tracee tracee) {
      return random.nextInt(16) == 0 ? Answer.returning(random.nextInt(3)) : ending();
    }

    @Override
    public Answer onSignal(SignalEvent signal, Tracee tracee) {
      return switch (random.nextInt(4)) {
        case 0 -> Answer.suppress();
        case 1 -> Answer.deliver(SIGNALS.get(random.nextInt(SIGNALS.size())));
        default -> ending();
      };
    }

    @Override
    public Answer onStart(ThreadStart start, Tracee tracee) {
      return ending();
    }

    @Override
    public Answer onExec(Exec exec, Tracee tracee) {
      return ending();
    }

    @Override
    public Answer onEnd(ThreadExit end, Tracee tracee) {
      return ending();
    }

    @Override
    public Answer onLimit(LimitExceeded exceeded) {
      boolean longer = exceeded.limit().attribute().equals("wall") && random.nextBoolean();
      long more = exceeded.measured() / 1_000_000 + 100;
      return longer ? Answer.extend(more + "ms") : Answer.proceed();
    }
  }

  /** In which sandbox. */
  private enum Surroundings {
    PLAIN(Sandbox.create()),
    TRACED(Sandbox.create().withTrace()),
    /** In namespaces where they are granted, and under Landlock elsewhere. */
    ISOLATED(Sandbox.untrusted()),
    /** Under Landlock alone where it is there. */
    CLOSED(Sandbox.create().withWritable("{private}").withEnforcement(Enforcement.BEST_EFFORT));

    private final Sandbox sandbox;

    Surroundings(Sandbox sandbox) {
      this.sandbox = sandbox;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverAModuleAnswersTheRunEndsAsItSaidAndNothingIsLeft(Surroundings surroundings) {
    long nanos = Duration.ofSeconds(SECONDS).toNanos() / Surroundings.values().length;
    long end = System.nanoTime() + nanos;
    SplittableRandom seeds = new SplittableRandom(4712L + surroundings.ordinal());
    int runs = 0;
    while (System.nanoTime() - end < 0 || runs < 3) {
      tried(seeds.nextLong(), surroundings.sandbox);
      runs++;
    }
    assertThat(runs).isGreaterThanOrEqualTo(3);
  }

  private static void tried(long seed, Sandbox surroundings) {
    Random module = new Random(seed, 40 + (int) (seed & 511));
    Marker marker = Marker.fresh();
    Sandbox sandbox = marker.on(surroundings).withWall("3s").withProcesses(40).withModule(module);
    Run run = sandbox.run(Tracees.path("chaos").toString(), Long.toUnsignedString(seed), "12");
    String told = "seed " + seed + ": " + run.summary() + "\n" + run.stderrText();
    assertThat(marker.processes()).as(told).isEmpty();
    assertThat(run.causes()).as(told).noneMatch(Cause.BadPolicy.class::isInstance);
    assertThat(run.verdict() == Verdict.CUSTOM).as(told).isEqualTo(module.finished);
    assertThat(run.verdict() == Verdict.FORBIDDEN).as(told).isEqualTo(module.killed);
    assertThat(run.wall()).as(told).isLessThan(Duration.ofSeconds(100));
  }
}
