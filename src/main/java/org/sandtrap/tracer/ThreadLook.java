package org.sandtrap.tracer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/**
 * What one thread of a run is doing, as /proc tells it at one moment.
 *
 * @param tid the thread
 * @param pid its process
 * @param name its name
 * @param state the letter of proc_pid_stat(5)
 * @param call the system call that it waits in
 * @param site where it will go on in its own code, if that belongs to a file
 */
public record ThreadLook(
    int tid, int pid, String name, char state, Optional<Syscall> call, Optional<CrashSite> site) {
  private static final int WORDS_IN_CALL = 9;

  /** Empty when the thread is gone. */
  static Optional<ThreadLook> at(Tracee tracee) {
    int tid = tracee.tid();
    Optional<String> stat = ProcFile.text("/proc/" + tid + "/stat");
    // Number, six arguments, stack, instruction; or without those in between; or "running".
    String[] words = ProcFile.text("/proc/" + tid + "/syscall").orElse("").split(" ");
    return stat.filter(text -> text.contains(") "))
        .map(
            text ->
                new ThreadLook(
                    tid,
                    tracee.process(),
                    Tracee.name(tid),
                    text.charAt(text.lastIndexOf(") ") + 2),
                    words.length == WORDS_IN_CALL ? call(tid, words[0]) : Optional.empty(),
                    words.length > 2 ? site(tid, words[words.length - 1]) : Optional.empty()));
  }

  private static Optional<Syscall> call(int tid, String number) {
    byte[] program = ("/proc/" + tid + "/exe").getBytes(StandardCharsets.UTF_8);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    boolean narrow = RawFiles.isOf32Bits(List.of(program));
    Abi abi = arm ? Abi.AARCH64 : narrow ? Abi.I386 : Abi.X86_64;
    return Optional.of(new Syscall(abi, Integer.parseInt(number)));
  }

  private static Optional<CrashSite> site(int tid, String instruction) {
    return CrashSite.find(tid, Long.parseUnsignedLong(instruction.substring(2), 16));
  }
}
