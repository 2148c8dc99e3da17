package org.sandtrap.tracer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.unwind.CrashSite;
import org.sandtrap.unwind.MemoryMap;

/**
 * What one thread of a run is doing, as /proc tells it at one moment.
 *
 * @param tid the thread
 * @param pid its process
 * @param name its name
 * @param state the letter of proc_pid_stat(5)
 * @param call the system call that it waits in
 * @param site where it will go on in its own code, if that belongs to a file
 * @param callers the code that led there, the innermost first, as far as it can be told
 * @param kernelStack the functions of the kernel that it waits in, the innermost first
 */
public record ThreadLook(
    int tid,
    int pid,
    String name,
    char state,
    Optional<Syscall> call,
    Optional<CrashSite> site,
    List<CrashSite> callers,
    List<String> kernelStack) {
  /** {@code [<0>] pipe_read+0x74/0xf0}. */
  private static final Pattern FRAME = Pattern.compile("^\\[<\\w+>] (\\w+)\\S*", Pattern.MULTILINE);

  private static final char EXECUTING = 'R';

  /** What proc_pid_wchan(5) has when there is nothing to tell. */
  private static final String NOWHERE = "0";

  /** Empty when the thread is gone. */
  static Optional<ThreadLook> at(Tracee tracee) {
    return ProcFile.text("/proc/" + tracee.tid() + "/stat")
        .filter(stat -> stat.contains(") "))
        .map(stat -> at(tracee, stat.charAt(stat.lastIndexOf(") ") + 2)));
  }

  private static ThreadLook at(Tracee tracee, char state) {
    int tid = tracee.tid();
    Optional<ThreadPosition> position = ThreadPosition.of(tid);
    MemoryMap map = position.isPresent() ? MemoryMap.of(tid) : new MemoryMap(List.of());
    return new ThreadLook(
        tid,
        tracee.process(),
        Tracee.name(tid),
        state,
        position.flatMap(it -> call(tid, it)),
        position.flatMap(it -> CrashSite.find(map, it.instruction())),
        position.map(it -> callers(tid, map, it)).orElse(List.of()),
        // Of one that executes the kernel tells where it was switched away before.
        state == EXECUTING ? List.of() : kernelStack(tid));
  }

  /** Nobody holds the thread: what was read of its stack counts if it is still where it was. */
  private static List<CrashSite> callers(int tid, MemoryMap map, ThreadPosition position) {
    List<CrashSite> callers =
        CallerSites.ofWaiting(tid, map, position.stack(), position.instruction());
    return ThreadPosition.of(tid).equals(Optional.of(position)) ? callers : List.of();
  }

  /** That is root's to read; the innermost function is for everybody who may trace the thread. */
  private static List<String> kernelStack(int tid) {
    List<String> frames =
        FRAME
            .matcher(ProcFile.text("/proc/" + tid + "/stack").orElse(""))
            .results()
            .map(frame -> frame.group(1))
            .toList();
    return frames.isEmpty()
        ? ProcFile.text("/proc/" + tid + "/wchan")
            .filter(name -> !name.isEmpty() && !name.equals(NOWHERE))
            .map(List::of)
            .orElse(List.of())
        : frames;
  }

  private static Optional<Syscall> call(int tid, ThreadPosition position) {
    if (position.call().isEmpty()) {
      return Optional.empty();
    }
    byte[] program = ("/proc/" + tid + "/exe").getBytes(StandardCharsets.UTF_8);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    boolean narrow = RawFiles.isOf32Bits(List.of(program));
    Abi abi = arm ? Abi.AARCH64 : narrow ? Abi.I386 : Abi.X86_64;
    return Optional.of(new Syscall(abi, position.call().getAsInt()));
  }
}
