package org.sandtrap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.ThreadSnapshot;

/**
 * The status of one thread of a {@link RunningProgram}: what it was doing at one moment.
 *
 * @param tid the thread
 * @param pid its process
 * @param name its name, at most 15 bytes, see proc_pid_comm(5)
 * @param state the letter of proc_pid_stat(5): {@code R} executes or could, {@code S} waits, {@code
 *     D} waits for storage, {@code T} and {@code t} are stopped
 * @param call the system call that it waits in
 * @param location where it goes on in its own code, when that is known
 * @param callers the code that led there, as far as it is known of a thread that is not stopped: of
 *     a thread that waits, up to the first function that keeps its frame in a register
 * @param kernelStack the functions of the kernel that it waits in, the innermost first, see
 *     proc_pid_stack(5); without privileges only the innermost, see proc_pid_wchan(5); empty while
 *     it executes
 * @param stop what it stands still for, until somebody continues it, if it does
 */
public record ThreadStatus(
    int tid,
    int pid,
    String name,
    char state,
    Optional<Syscall> call,
    Optional<Location> location,
    Callers callers,
    List<String> kernelStack,
    Optional<Stop> stop) {
  /** Further out all system calls are alike. */
  private static final int INNERMOST = 3;

  /** Copies the list. */
  public ThreadStatus {
    kernelStack = List.copyOf(kernelStack);
  }

  static List<ThreadStatus> of(List<ThreadSnapshot> looks) {
    Locations locations =
        Locations.of(
            looks.stream()
                .flatMap(look -> Stream.concat(look.site().stream(), look.callers().stream())));
    return looks.stream().map(look -> of(look, locations)).toList();
  }

  private static ThreadStatus of(ThreadSnapshot look, Locations locations) {
    return new ThreadStatus(
        look.tid(),
        look.pid(),
        look.name(),
        look.state(),
        look.call(),
        look.site().map(locations::at),
        locations.callers(look.callers()),
        look.kernelStack(),
        Stop.of(look.stop()));
  }

  /** The same, and its callers, for a message; each line begins with a line feed. */
  String paragraph() {
    return "\n  " + this + callers.below("    ");
  }

  /**
   * {@code thread 12 of process 12 (cat) waits in read, at main() of a+0x2 (a.c:3), in the kernel:
   * pipe_read, vfs_read}.
   */
  @Override
  public String toString() {
    String doing =
        switch (state) {
          case 'R' -> "executes";
          case 'D' -> "waits for storage";
          case 'T', 't' ->
              "is stopped"
                  + stop.map(it -> " by " + it.text(pid) + ", until a SIGCONT,").orElse("");
          case 'Z', 'X' -> "has ended";
          default -> "waits";
        };
    return "thread "
        + tid
        + " of process "
        + pid
        + " ("
        + VisibleText.line(name)
        + ") "
        + doing
        + call.map(one -> " in " + one).orElse("")
        + location.map(place -> ", at " + place).orElse("")
        + callers
            .ownBehind(location)
            .filter(Location::isNamed)
            .map(place -> ", called from " + place)
            .orElse("")
        + (kernelStack.isEmpty()
            ? ""
            : kernelStack.stream()
                .limit(INNERMOST)
                .collect(Collectors.joining(", ", ", in the kernel: ", "")));
  }
}
