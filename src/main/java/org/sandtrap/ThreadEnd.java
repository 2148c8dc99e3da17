package org.sandtrap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.FinalThreadSnapshot;

/**
 * The last state of one thread: what it was doing when the program was stopped.
 *
 * @param tid the thread
 * @param pid its process
 * @param name its name, at most 15 bytes, see proc_pid_comm(5)
 * @param call the system call that it was in; empty when it was executing its own code
 * @param location the code that it was executing, where that belongs to a file
 * @param callers the code that led there
 * @param stop what it stood still for, if it did: nobody had continued it
 */
public record ThreadEnd(
    int tid,
    int pid,
    String name,
    Optional<Syscall> call,
    Optional<Location> location,
    Callers callers,
    Optional<Stop> stop) {
  static List<ThreadEnd> of(List<FinalThreadSnapshot> looks) {
    Locations locations =
        Locations.of(
            looks.stream()
                .flatMap(look -> Stream.concat(look.site().stream(), look.callers().stream())));
    return looks.stream().map(look -> of(look, locations)).toList();
  }

  private static ThreadEnd of(FinalThreadSnapshot look, Locations locations) {
    return new ThreadEnd(
        look.tid(),
        look.pid(),
        look.name(),
        look.call(),
        look.site().map(locations::at),
        locations.callers(look.callers()),
        Stop.of(look.stop()));
  }

  /**
   * {@code was executing spin() of a.out+0x1139 (a.c:7)}, {@code was in futex, called from main()
   * of a.out+0x1151 (a.c:9)}, {@code was stopped by SIGSTOP, which it had sent to itself, and
   * nobody continued it; it was in tgkill}.
   */
  @Override
  public String toString() {
    String doing =
        call.map(one -> "was in " + one.name())
            .or(() -> location.map(place -> "was executing " + place))
            .orElse("was executing code that belongs to no file");
    return stop.map(it -> "was stopped by " + it.text(pid) + ", and nobody continued it; it ")
            .orElse("")
        + doing
        + caller().filter(Location::isNamed).map(place -> ", called from " + place).orElse("");
  }

  /**
   * The closest code of the program's own that led to the call or the location; empty if the
   * location itself is the program's own.
   */
  public Optional<Location> caller() {
    return callers.ownBehind(location);
  }
}
