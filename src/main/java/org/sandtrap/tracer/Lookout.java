package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.limit.UsageSample;

/** What the watchdog looks at in one run, each thing at its time. */
final class Lookout implements Watched {
  /**
   * A run that ends sooner needs no pump: what it writes fits into its pipes, or it is blocked for
   * this long once.
   */
  private static final long PUMP_AFTER = TimeUnit.MILLISECONDS.toNanos(2);

  /** What has been seen since then needs no other look before it is due. */
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long KILL_AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long RING_AFTER = TimeUnit.SECONDS.toNanos(1);

  private final Reach reach;
  private final Outputs outputs;
  private final Clock clock;
  private final List<Duty> duties = new ArrayList<>();
  private final List<TimeLine> lines = new ArrayList<>(1);
  private volatile boolean grown;
  private long killed;

  /** A check and when it is due. */
  private static final class Duty {
    private final Check check;
    private long last;
    private long at;

    private Duty(Check check, long at) {
      this.check = check;
      this.at = at;
    }

    private boolean isDue(long now) {
      return at - now <= 0 || (check.joins() && now - last >= FRESH);
    }

    private void look(long now) {
      last = now;
      at = check.look(now);
    }
  }

  Lookout(Order order, Reach reach, Outputs outputs, Clock clock, int processors) {
    this.reach = reach;
    this.outputs = outputs;
    this.clock = clock;
    Limits limits = order.limits();
    add(new TheftCheck(reach), TheftCheck.EVERY);
    OptionalLong wall = limits.amount(Limit.WALL);
    wall.ifPresent(most -> add(new WallCheck(reach, clock, most), most));
    OptionalLong cpu = limits.amount(Limit.CPU);
    cpu.ifPresent(most -> add(new CpuCheck(reach, clock, most, processors), PUMP_AFTER));
    OptionalLong idle = limits.amount(Limit.IDLE);
    idle.ifPresent(most -> add(new IdleCheck(reach, clock, most), PUMP_AFTER));
    order.sampling().ifPresent(interval -> lines.add(new TimeLine(reach, clock, interval)));
    lines.forEach(line -> add(line, 0));
  }

  /** Has this looked after as well, soon after the launch. To be called before the first look. */
  void add(Check check) {
    add(check, PUMP_AFTER);
  }

  private void add(Check check, long after) {
    duties.add(new Duty(check, clock.launched() + after));
  }

  long firstLook() {
    long first = clock.launched() + (outputs.waiting() ? PUMP_AFTER : TheftCheck.EVERY);
    for (Duty duty : duties) {
      first = duty.at - first < 0 ? duty.at : first;
    }
    return first;
  }

  /** There are more threads than ever before: what is left of the CPU time ends sooner. */
  void grown() {
    grown = true;
    Watchdog.SHARED.add(this, System.nanoTime());
  }

  List<UsageSample> samples() {
    return lines.stream().flatMap(line -> line.samples().stream()).toList();
  }

  @Override
  public long look(long now) {
    try {
      if (!reach.stops().isEmpty()) {
        return killAgain(now);
      }
      if (outputs.waiting() && now - clock.launched() >= PUMP_AFTER) {
        outputs.attach();
      }
      return lookAtAll(now);
    } catch (RuntimeException | Error e) { // such as no memory, or no thread for the pump
      reach.stop(new Stop.Failed("watchdog", e));
      return now + KILL_AGAIN_AFTER;
    }
  }

  private long lookAtAll(long now) {
    boolean all = grown;
    grown = false;
    long next = now + (outputs.waiting() ? PUMP_AFTER : TheftCheck.EVERY);
    for (Duty duty : duties) {
      if (duty.isDue(now) || (all && duty.check instanceof CpuCheck)) {
        duty.look(now);
      }
      next = duty.at - next < 0 ? duty.at : next;
    }
    return reach.stops().isEmpty() ? next : now + KILL_AGAIN_AFTER;
  }

  /** A kill may need repeating, and what others have waited for does not end by it alone. */
  private long killAgain(long now) {
    killed = killed == 0 ? now : killed;
    reach.kill();
    if (now - killed >= RING_AFTER) {
      reach.ring();
    }
    return now + KILL_AGAIN_AFTER;
  }
}
