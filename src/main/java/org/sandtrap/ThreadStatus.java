package org.sandtrap;

import java.util.Optional;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.ThreadLook;

/**
 * What one thread of a {@link RunningProgram} was doing at one moment.
 *
 * @param tid the thread
 * @param pid its process
 * @param name its name, at most 15 bytes, see proc_pid_comm(5)
 * @param state the letter of proc_pid_stat(5): {@code R} executes or could, {@code S} waits, {@code
 *     D} waits for storage, {@code T} and {@code t} are stopped
 * @param call the system call that it waits in
 * @param location where it goes on in its own code, when that is known
 */
public record ThreadStatus(
    int tid,
    int pid,
    String name,
    char state,
    Optional<Syscall> call,
    Optional<Location> location) {
  static ThreadStatus of(ThreadLook look) {
    return new ThreadStatus(
        look.tid(),
        look.pid(),
        look.name(),
        look.state(),
        look.call(),
        look.site().map(Locations::of));
  }

  /**
   * {@code thread 12 of process 12 (sleep) waits in clock_nanosleep, at main() of a+0x2 (a.c:3)}.
   */
  @Override
  public String toString() {
    String doing =
        switch (state) {
          case 'R' -> "executes";
          case 'D' -> "waits for storage";
          case 'T', 't' -> "is stopped";
          case 'Z', 'X' -> "has ended";
          default -> "waits";
        };
    return "thread "
        + tid
        + " of process "
        + pid
        + " ("
        + name
        + ") "
        + doing
        + call.map(one -> " in " + one).orElse("")
        + location.map(place -> ", at " + place).orElse("");
  }
}
