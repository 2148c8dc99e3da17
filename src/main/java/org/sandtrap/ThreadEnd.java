package org.sandtrap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.LastLook;

/**
 * What one thread of a program was doing when the program was stopped.
 *
 * @param tid the thread
 * @param pid its process
 * @param name its name, at most 15 bytes, see proc_pid_comm(5)
 * @param call the system call that it was in; empty when it was executing its own code
 * @param location the code that it was executing, where that belongs to a file
 * @param callers the code that led there
 */
public record ThreadEnd(
    int tid,
    int pid,
    String name,
    Optional<Syscall> call,
    Optional<Location> location,
    Callers callers) {
  static List<ThreadEnd> of(List<LastLook> looks) {
    Locations locations =
        Locations.of(
            looks.stream()
                .flatMap(look -> Stream.concat(look.site().stream(), look.callers().stream())));
    return looks.stream().map(look -> of(look, locations)).toList();
  }

  private static ThreadEnd of(LastLook look, Locations locations) {
    return new ThreadEnd(
        look.tid(),
        look.pid(),
        look.name(),
        look.call(),
        look.site().map(locations::at),
        Callers.of(look.callers(), locations));
  }

  /**
   * {@code was executing spin() of a.out+0x1139 (a.c:7)}, {@code was in futex, called from main()
   * of a.out+0x1151 (a.c:9)}.
   */
  @Override
  public String toString() {
    String doing =
        call.map(one -> "was in " + one.name())
            .or(() -> location.map(place -> "was executing " + place))
            .orElse("was executing code that belongs to no file");
    return doing
        + caller().filter(Location::isNamed).map(place -> ", called from " + place).orElse("");
  }

  /**
   * The closest code that led to the call, or to the location if that is in the C library or the
   * like, and that is not.
   */
  public Optional<Location> caller() {
    return callers.ownBehind(location);
  }
}
