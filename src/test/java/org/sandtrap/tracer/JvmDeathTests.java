package org.sandtrap.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.LastingRun;
import org.sandtrap.testing.LivingJvm;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** A JVM that is killed with SIGKILL takes everything with it that it has started. */
class JvmDeathTests {
  private static final int KILLED = 128 + 9;

  /** Less than a child waits to be seized before it gives up by itself. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir Path temporary;
  private final Marker marker = Marker.fresh();

  private LivingJvm start(Class<?> main, String... arguments) throws Exception {
    return marker
        .on(ChildJvm.of(main))
        .withOptions("-Djava.io.tmpdir=" + temporary, "-Dsandtrap.parallel=8")
        .start(arguments);
  }

  private void checkDiesWithAll(LivingJvm jvm) throws Exception {
    jvm.signal(Signal.SIGKILL);
    assertThat(jvm.await()).isEqualTo(KILLED);
    Until.isTrue("nobody left", AT_ONCE, () -> marker.processes().isEmpty());
  }

  private List<String> programs(LivingJvm jvm) {
    List<String> all = marker.processes();
    all.removeIf(process -> process.startsWith(jvm.pid() + " "));
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "1, handles_term ignore",
    "3, tree_sleep 3 setsid close ignore",
    "1, attacks/daemonise double daemon",
    "1, attacks/daemonise nohup daemon",
    "3, attacks/pgrp_escape both",
    "4, spin children 3"
  })
  void whileProgramsRun(int processes, String command) throws Exception {
    String[] words = command.split(" ", 2);
    String[] whole = Tracees.command(words[0], words[1].split(" "));
    try (LivingJvm jvm = start(LastingRun.class, whole)) {
      jvm.awaitLine("running");
      Until.isTrue("all there", () -> programs(jvm).size() >= processes);
      checkDiesWithAll(jvm);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"self", "child", "group", "thread"})
  void whileAProgramIsStopped(String who) throws Exception {
    try (LivingJvm jvm = start(LastingRun.class, Tracees.command("attacks/self_stop", who))) {
      jvm.awaitLine("running");
      Until.isTrue("one is stopped", () -> programs(jvm).stream().anyMatch(this::isStopped));
      checkDiesWithAll(jvm);
    }
  }

  private boolean isStopped(String process) {
    return Until.state(Integer.parseInt(process.substring(0, process.indexOf(' ')))) == 't';
  }

  /** What is not traced yet is not killed by the kernel when its tracer dies. */
  @Test
  void betweenCloneAndSeize() throws Exception {
    try (LivingJvm jvm = start(Holding.class)) {
      jvm.awaitLine("holding");
      Until.isTrue("the child is there", () -> programs(jvm).size() == 1);
      checkDiesWithAll(jvm);
    }
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(ints = {0, 3, 11, 23, 47, 95, 130, 210})
  void atAnyMomentWhileManyThreadsLaunch(int millis) throws Exception {
    try (LivingJvm jvm = start(Launching.class)) {
      jvm.awaitLine("launching");
      Thread.sleep(millis);
      checkDiesWithAll(jvm);
    }
  }

  /** Lets a child wait to be seized. */
  static final class Holding {
    private static final int LONG = 60_000;

    private Holding() {}

    /** Begins with a run that looks at the host. */
    public static void main(String[] none) {
      Sandbox.create().run("true");
      Supervisor.holdMillis = LONG;
      System.out.println("holding");
      Sandbox.create().withWall("60s").run("true");
    }
  }

  /** Launches trees of processes from many threads, and ends them, for ever. */
  static final class Launching {
    private static final int THREADS = 8;
    private static final Duration A_MOMENT = Duration.ofMillis(2);

    private Launching() {}

    /** Does it. */
    public static void main(String[] none) throws InterruptedException {
      Sandbox sandbox = Marker.ofThisJvm().on(Sandbox.create());
      CountDownLatch going = new CountDownLatch(THREADS);
      for (int i = 0; i < THREADS; i++) {
        new Thread(() -> launchForEver(sandbox, going)).start();
      }
      going.await();
      System.out.println("launching");
    }

    private static void launchForEver(Sandbox sandbox, CountDownLatch going) {
      while (true) {
        launchAll(sandbox);
        going.countDown();
      }
    }

    private static void launchAll(Sandbox sandbox) {
      sandbox.run(Tracees.command("tree_sleep", "3", "setsid", "close", "ignore"));
      sandbox.run(Tracees.command("fork_tree"));
      sandbox.run(Tracees.command("attacks/daemonise", "nohup"));
      try (RunningProgram program = sandbox.start("sh", "-c", "sleep 60 & sleep 60 & sleep 60")) {
        program.await(A_MOMENT);
      }
    }
  }
}
