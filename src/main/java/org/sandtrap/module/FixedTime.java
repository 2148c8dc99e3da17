package org.sandtrap.module;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.ThreadExit;

/**
 * A module under which a program sees the same time in each run: it begins at a moment that is
 * given, moves on by a microsecond with each look, and with each sleep that ends to the moment at
 * which it was to end, which threads that sleep at once reach together. After each thousand looks
 * the step doubles, up to 8 ms, so that a loop that waits for a moment comes to its end.
 *
 * <p>The vDSO is hidden from the program, see vdso(7), so that each look is a system call.
 * clock_gettime(2), gettimeofday(2) and time(2) are answered; CLOCK_MONOTONIC begins at one hour.
 * Moments that the kernel waits for (clock_nanosleep(2) with TIMER_ABSTIME, futex(2),
 * timerfd_settime(2), timer_settime(2), mq_timedsend(3)) are translated into its time. Sleeps take
 * as long as ever.
 *
 * <p>Not covered are the processor's own counter (rdtsc), the times of files, clocks of CPU time,
 * times(2), the order in which threads execute, and the moments at which timers expire.
 */
public class FixedTime implements PolicyModule {
  private static final String DEFAULT = "2000-01-01T00:00:00Z";
  private static final Set<Integer> REALTIME = Set.of(0, 5, 8, 11);
  private static final Set<Integer> SINCE_BOOT = Set.of(1, 4, 6, 7, 9);

  private static final int ETIMEDOUT = -110;
  private static final int EAGAIN = -11;

  private final VirtualClock clock;
  private final Map<Integer, Long> sleeps = new HashMap<>(); // by thread: when it is to end

  /** Begins at the start of the year 2000, UTC. */
  public FixedTime() {
    this(DEFAULT);
  }

  /**
   * Begins at this moment.
   *
   * @param start as in ISO 8601: {@code "2026-01-01T00:00:00Z"}, from 1970 to 2262
   * @throws IllegalArgumentException if it is none
   */
  public FixedTime(String start) {
    this(parsed(start));
  }

  /** Begins at this moment. */
  public FixedTime(Instant start) {
    if (start.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException(
          "FixedTime: " + start + " is before 1970, where the time of Linux begins.");
    }
    this.clock = new VirtualClock(start);
  }

  private static Instant parsed(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "FixedTime: '" + text + "' is no moment. Expected one as \"2026-01-01T00:00:00Z\".", e);
    }
  }

  @Override
  public final Set<String> wants() {
    return Set.of(
        "time",
        "nanosleep",
        "clock_nanosleep",
        "futex(timeout!=0)",
        "poll",
        "select",
        "epoll_wait",
        "timerfd_settime",
        "timer_settime",
        "mq_timedsend",
        "mq_timedreceive",
        "semtimedop",
        "rt_sigtimedwait");
  }

  @Override
  public final Set<String> wantsExits() {
    return Set.of(
        "nanosleep",
        "clock_nanosleep",
        "futex(timeout!=0)",
        "poll",
        "select",
        "epoll_wait",
        "semtimedop",
        "rt_sigtimedwait");
  }

  @Override
  public final Answer onExec(Exec exec, Tracee tracee) {
    if (!new AuxiliaryVector(tracee).hideVdso()) {
      throw new IllegalStateException(
          "The vDSO cannot be hidden from " + exec.path() + ": its stack may not be written.");
    }
    return Answer.proceed();
  }

  @Override
  public final Answer onEntry(Call call, Tracee tracee) {
    TimeMemory memory = new TimeMemory(tracee, call.name());
    return switch (call.name()) {
      case "clock_gettime", "clock_gettime64" -> clockTime(tracee, memory);
      case "gettimeofday" -> timeOfDay(tracee, memory);
      case "time" -> seconds(tracee);
      default -> sleep(call, tracee, memory);
    };
  }

  private Answer clockTime(Tracee tracee, TimeMemory memory) {
    int id = (int) tracee.argument(0);
    if (!REALTIME.contains(id) && !SINCE_BOOT.contains(id)) {
      return Answer.proceed(); // a clock of CPU time, or none
    }
    long now = clock.look(REALTIME.contains(id));
    return done(memory.putTimespec(tracee.argument("tp").orElse(0), now), 0);
  }

  private Answer timeOfDay(Tracee tracee, TimeMemory memory) {
    long time = tracee.argument("tv").orElse(0);
    long zone = tracee.argument("tz").orElse(0);
    long now = clock.look(true);
    boolean written = time == 0 || memory.putTimeval(time, now);
    return done(written && (zone == 0 || tracee.writeLong(zone, 0)), 0);
  }

  private Answer seconds(Tracee tracee) {
    long at = tracee.argument("tloc").orElse(0);
    long now = clock.look(true) / 1_000_000_000;
    return done(at == 0 || tracee.writePointer(at, now), now);
  }

  private static Answer done(boolean written, long result) {
    return Answer.returning(written ? result : -Errno.EFAULT.number());
  }

  private Answer sleep(Call call, Tracee tracee, TimeMemory memory) {
    sleeps.remove(call.tid());
    Optional<Timeout> timeout = Timeout.of(call, tracee);
    OptionalLong time =
        timeout.isPresent() ? timeout.get().nanos(tracee, memory) : OptionalLong.empty();
    if (time.isEmpty()) {
      return Answer.proceed();
    }
    if (!timeout.get().absolute()) {
      sleeps.put(call.tid(), clock.after(time.getAsLong()));
      return Answer.proceed();
    }
    boolean realtime = clock.isOfRealtime(time.getAsLong());
    sleeps.put(call.tid(), clock.after(time.getAsLong() - clock.now(realtime)));
    return translated(timeout.get(), tracee, memory, clock.ofKernel(time.getAsLong(), realtime));
  }

  /** A copy of the time has the moment of the kernel; the program's own stays as it is. */
  private static Answer translated(Timeout timeout, Tracee tracee, TimeMemory memory, long moment) {
    long given = tracee.argument(timeout.argument()).orElse(0);
    long copy = memory.below();
    boolean written = true;
    if (timeout.interval()) { // it stands before the moment
      Optional<byte[]> interval = tracee.read(given, memory.size());
      written = interval.isPresent() && tracee.write(copy, interval.get());
    }
    long at = timeout.interval() ? copy + memory.size() : copy;
    if (!written || !memory.putTimespec(at, moment)) {
      throw new IllegalStateException(
          "A time of thread " + tracee.tid() + " cannot be translated: its stack has no room.");
    }
    return Answer.rewrite(timeout.argument(), copy);
  }

  @Override
  public final Answer onExit(Call call, Tracee tracee) {
    Long end = sleeps.remove(call.tid());
    long result = call.result().orElse(0);
    boolean timer = call.name().contains("nanosleep");
    boolean waits = timer || !call.name().startsWith("futex");
    boolean over = waits && result == 0 || result == ETIMEDOUT || (waits && result == EAGAIN);
    if (end != null && over) {
      clock.reach(end);
    }
    return Answer.proceed();
  }

  @Override
  public final Answer onEnd(ThreadExit end, Tracee tracee) {
    sleeps.remove(end.tid());
    return Answer.proceed();
  }
}
