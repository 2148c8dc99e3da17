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
 * @param kernelStack the functions of the kernel that it waits in, the innermost first
 */
public record ThreadLook(
    int tid,
    int pid,
    String name,
    char state,
    Optional<Syscall> call,
    Optional<CrashSite> site,
    List<String> kernelStack) {
  private static final int WORDS_IN_CALL = 9;

  /** {@code [<0>] pipe_read+0x74/0xf0}. */
  private static final Pattern FRAME = Pattern.compile("^\\[<\\w+>] (\\w+)\\S*", Pattern.MULTILINE);

  private static final char EXECUTING = 'R';

  /** What proc_pid_wchan(5) has when there is nothing to tell. */
  private static final String NOWHERE = "0";

  /** Empty when the thread is gone. */
  static Optional<ThreadLook> at(Tracee tracee) {
    int tid = tracee.tid();
    Optional<String> stat = ProcFile.text("/proc/" + tid + "/stat");
    // Number, six arguments, stack, instruction; or without those in between; or "running".
    String[] words = ProcFile.text("/proc/" + tid + "/syscall").orElse("").split(" ");
    return stat.filter(text -> text.contains(") "))
        .map(text -> text.charAt(text.lastIndexOf(") ") + 2))
        .map(
            state ->
                new ThreadLook(
                    tid,
                    tracee.process(),
                    Tracee.name(tid),
                    state,
                    words.length == WORDS_IN_CALL ? call(tid, words[0]) : Optional.empty(),
                    words.length > 2 ? site(tid, words[words.length - 1]) : Optional.empty(),
                    // Of one that executes the kernel tells where it was switched away before.
                    state == EXECUTING ? List.of() : kernelStack(tid)));
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

  private static Optional<Syscall> call(int tid, String number) {
    byte[] program = ("/proc/" + tid + "/exe").getBytes(StandardCharsets.UTF_8);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    boolean narrow = RawFiles.isOf32Bits(List.of(program));
    Abi abi = arm ? Abi.AARCH64 : narrow ? Abi.I386 : Abi.X86_64;
    return Optional.of(new Syscall(abi, Integer.parseInt(number)));
  }

  private static Optional<CrashSite> site(int tid, String instruction) {
    return CrashSite.find(MemoryMap.of(tid), Long.parseUnsignedLong(instruction.substring(2), 16));
  }
}
