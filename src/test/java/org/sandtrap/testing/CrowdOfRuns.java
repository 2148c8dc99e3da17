package org.sandtrap.testing;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Status;

/**
 * The main class of child JVMs in which so many programs run at the same time as the argument says,
 * every other one isolated, and which compare what they have afterwards with what they had before.
 */
public final class CrowdOfRuns {
  private static final Sandbox PLAIN = Sandbox.create().withWall("unlimited");
  private static final Sandbox ISOLATED = PLAIN.withIsolatedProcesses().withMemory("64MiB");

  private CrowdOfRuns() {}

  /** Starts them, ends them, and prints how many were alive at once. */
  public static void main(String[] count) {
    startAll(4);
    Belongings before = Belongings.settled();
    startAll(Integer.parseInt(count[0]));
    ManyRuns.checkSame(before);
  }

  private static void startAll(int count) {
    List<RunningProgram> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add((i % 2 == 0 ? PLAIN : ISOLATED).start(Tracees.command("pause")));
    }
    long alive = all.stream().filter(CrowdOfRuns::isAlive).count();
    all.forEach(RunningProgram::kill);
    long killed = all.stream().map(RunningProgram::await).filter(CrowdOfRuns::wasKilled).count();
    System.out.println(alive + " alive, " + killed + " killed");
  }

  private static boolean isAlive(RunningProgram program) {
    return program.status() != Status.FINISHED;
  }

  private static boolean wasKilled(Run run) {
    return run.causes().equals(List.of(new Cause.Killed()));
  }
}
