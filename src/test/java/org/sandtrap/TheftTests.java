package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Libc;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Tracees;

/** A library in the same JVM that waits for children which are not its own is found out. */
class TheftTests {
  @ParameterizedTest
  @ValueSource(strings = {"everything", "stops", "ends"})
  void isNamedAndHarmsNoRunAfterwards(String what) throws Exception {
    List<String> lines = ChildJvm.of(Thieving.class).run(what);
    assertThat(lines).hasSizeGreaterThan(1).endsWith("nobody left", "20 good runs");
    assertThat(lines.get(0))
        .matches(
            "wait ECHILD Something else in this JVM waited for process \\d+ of \\[.*], which only"
                + " its tracer may do; the run was killed. Look for a library that calls"
                + " waitpid\\(-1\\).*");
  }

  /** Runs programs beside a thread that waits for all children of the JVM, and then without it. */
  static final class Thieving {
    private static final int WNOHANG = 1;
    private static final int WSTOPPED = 2;
    private static final int WEXITED = 4;
    private static final int WALL = 0x40000000;
    private static final int P_ALL = 0;
    private static final int SIGINFO_SIZE = 128;

    private static final int TRIES = 50;
    private static final int GOOD_RUNS = 20;

    private static volatile boolean stealing = true;

    private Thieving() {}

    /** Prints what a run says from which something was stolen, and how others went afterwards. */
    public static void main(String[] arguments) throws InterruptedException {
      Marker marker = Marker.fresh();
      Sandbox sandbox = marker.on(Sandbox.create().withWall("60s"));
      good(sandbox);
      int flags = flags(arguments[0]) | WNOHANG | WALL;
      Thread thief = new Thread(() -> steal(flags));
      thief.start();
      System.out.println(victim(sandbox));
      stealing = false;
      thief.join();
      System.out.println(marker.processes().isEmpty() ? "nobody left" : marker.processes());
      for (int i = 0; i < GOOD_RUNS; i++) {
        good(sandbox);
      }
      System.out.println(GOOD_RUNS + " good runs");
    }

    private static int flags(String what) {
      return switch (what) {
        case "stops" -> WSTOPPED;
        case "ends" -> WEXITED;
        default -> WSTOPPED | WEXITED;
      };
    }

    private static void steal(int flags) {
      byte[] info = new byte[SIGINFO_SIZE];
      while (stealing) {
        Libc.INSTANCE.waitid(P_ALL, 0, info, flags);
      }
    }

    /** The thief may come too late for one run, but not for all. */
    private static String victim(Sandbox sandbox) {
      for (int i = 0; i < TRIES; i++) {
        try {
          sandbox.run(Tracees.command("many_children", "200"));
        } catch (SupervisionException e) {
          return e.step() + " " + e.errno() + " " + e.getMessage();
        }
      }
      return "nothing was stolen";
    }

    private static void good(Sandbox sandbox) {
      Run run = sandbox.run(Tracees.command("many_children", "3"));
      assertThat(run.causes()).containsExactly(new Cause.Exited(0));
    }
  }
}
