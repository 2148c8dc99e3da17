package org.sandtrap.tracer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.ProcFile;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.SignalInfo;
import org.sandtrap.tracer.binding.TracedThread;
import org.sandtrap.unwind.CodeSite;
import org.sandtrap.unwind.MemoryMap;

/**
 * A snapshot of what one thread of a run is doing, from /proc.
 *
 * @param tid the thread
 * @param pid its process
 * @param name its name
 * @param state the letter of proc_pid_stat(5)
 * @param call the system call that it waits in
 * @param site where it will go on in its own code, if that belongs to a file
 * @param callers the code that led there, the innermost first, as far as it is known
 * @param kernelStack the functions of the kernel that it waits in, the innermost first
 * @param stop the signal of job control that has stopped it, if one has
 */
public record ThreadSnapshot(
    int tid,
    int pid,
    String name,
    char state,
    Optional<Syscall> call,
    Optional<CodeSite> site,
    List<CodeSite> callers,
    List<String> kernelStack,
    Optional<SignalInfo> stop) {
  /** {@code [<0>] pipe_read+0x74/0xf0}. */
  private static final Pattern FRAME = Pattern.compile("^\\[<\\w+>] (\\w+)\\S*", Pattern.MULTILINE);

  private static final char EXECUTING = 'R';

  /** The content of proc_pid_wchan(5) for a thread that waits nowhere. */
  private static final String NOWHERE = "0";

  /**
   * The snapshot of a thread; empty when the thread is gone.
   *
   * @param readable whether its memory may be read
   */
  static Optional<ThreadSnapshot> at(TracedThread tracee, boolean readable) {
    return ProcFile.text("/proc/" + tracee.tid() + "/stat")
        .filter(stat -> stat.contains(") "))
        .map(stat -> at(tracee, stat.charAt(stat.lastIndexOf(") ") + 2), readable));
  }

  private static ThreadSnapshot at(TracedThread tracee, char state, boolean readable) {
    int tid = tracee.tid();
    Optional<ThreadPosition> position = ThreadPosition.of(tid);
    MemoryMap map = position.isPresent() ? MemoryMap.of(tid) : new MemoryMap(List.of());
    return new ThreadSnapshot(
        tid,
        tracee.process(),
        TracedThread.name(tid),
        state,
        position.flatMap(it -> call(tid, it)),
        position.flatMap(it -> CodeSite.find(map, it.instruction())),
        position.filter(it -> readable).map(it -> callers(tid, map, it)).orElse(List.of()),
        // The kernel shows where a thread that executes was last switched away.
        state == EXECUTING ? List.of() : kernelStack(tid),
        tracee.stop());
  }

  /**
   * The callers. The thread is not held: what was read of its stack counts only if it is still
   * where it was.
   */
  private static List<CodeSite> callers(int tid, MemoryMap map, ThreadPosition position) {
    List<CodeSite> callers =
        CallerSites.ofWaiting(tid, map, position.stack(), position.instruction());
    return ThreadPosition.of(tid).equals(Optional.of(position)) ? callers : List.of();
  }

  /**
   * The functions of the kernel. Only root may read them all; a process that may trace the thread
   * may read the innermost.
   */
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
    return position.call().isPresent()
        ? Optional.of(call(tid, position.call().getAsInt()))
        : Optional.empty();
  }

  /** The call of this number in the interface of the thread's program. */
  static Syscall call(int tid, int number) {
    byte[] program = ("/proc/" + tid + "/exe").getBytes(StandardCharsets.UTF_8);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    boolean narrow = RawFiles.isOf32Bits(List.of(program));
    Abi abi = arm ? Abi.AARCH64 : narrow ? Abi.I386 : Abi.X86_64;
    return new Syscall(abi, number);
  }
}
