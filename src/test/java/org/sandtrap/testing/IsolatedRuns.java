package org.sandtrap.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sandtrap.Leftovers;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;

/**
 * The main class of child JVMs that end in the middle of isolated runs: it prints {@code running}
 * once they have started, and when it is poked it ends as its argument says, {@code halt} or {@code
 * exhaust}, without looking after them.
 */
public final class IsolatedRuns {
  /** The exit code after {@code halt}; that of a JVM without memory is 3. */
  public static final int HALTED = 7;

  private static final String SCRIPT =
      "setsid sleep 1000 & sleep 1000 & (sleep 1000 &) ; wait; sleep 1000";

  private static final int RUNS = 2;
  private static final int BLOCK = 1 << 20;

  private IsolatedRuns() {}

  /** Starts them, isolated in this way. */
  public static void main(Sandbox isolated, String[] end) throws IOException {
    Sandbox sandbox = isolated.withWall("unlimited").withLeftovers(Leftovers.AWAIT);
    List<RunningProgram> programs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      programs.add(Marker.ofThisJvm().on(sandbox).start("sh", "-c", SCRIPT));
    }
    System.out.println("running");
    if (System.in.read() >= 0 && end[0].equals("exhaust")) {
      exhaust();
    }
    Runtime.getRuntime().halt(programs.size() == RUNS ? HALTED : 1);
  }

  private static void exhaust() {
    List<byte[]> all = new ArrayList<>();
    while (true) {
      all.add(new byte[BLOCK]);
    }
  }
}
