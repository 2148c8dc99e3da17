package org.sandtrap.syscall;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names and meanings of the standard signals, 1 to 31, as x86 and ARM number them. */
final class SignalTable {
  /** The name of a signal, and what happened to a program that gets it. */
  record Entry(String name, String description) {}

  private static final List<Entry> STANDARD =
      List.of(
          new Entry("SIGHUP", "lost its terminal (hang-up)"),
          new Entry("SIGINT", "was interrupted, as by Ctrl+C (interrupt)"),
          new Entry("SIGQUIT", "was asked to quit, as by Ctrl+\\ (quit)"),
          new Entry("SIGILL", "ran an instruction the processor refuses (illegal instruction)"),
          new Entry("SIGTRAP", "ran into a breakpoint (trace trap)"),
          new Entry("SIGABRT", "gave up by calling abort(), as a failed assert does (aborted)"),
          new Entry("SIGBUS", "used mapped memory that cannot be reached (bus error)"),
          new Entry("SIGFPE", "calculated something impossible, like 1 / 0 (arithmetic error)"),
          new Entry("SIGKILL", "was killed, which no program can prevent (kill)"),
          new Entry("SIGUSR1", "got a signal whose meaning the program chooses (user signal 1)"),
          new Entry("SIGSEGV", "used memory it may not use (segmentation fault)"),
          new Entry("SIGUSR2", "got a signal whose meaning the program chooses (user signal 2)"),
          new Entry("SIGPIPE", "wrote to a pipe or socket nobody reads any more (broken pipe)"),
          new Entry("SIGALRM", "was woken by a timer, as alarm() sets one (alarm clock)"),
          new Entry("SIGTERM", "was asked to end (terminate)"),
          new Entry("SIGSTKFLT", "got a signal that Linux itself never sends (stack fault)"),
          new Entry("SIGCHLD", "was told that a child ended, stopped or went on (child status)"),
          new Entry("SIGCONT", "was told to go on after a stop (continue)"),
          new Entry("SIGSTOP", "was stopped, which no program can prevent (stop)"),
          new Entry("SIGTSTP", "was asked to stop, as by Ctrl+Z (terminal stop)"),
          new Entry("SIGTTIN", "read from its terminal in the background (terminal input)"),
          new Entry("SIGTTOU", "wrote to its terminal in the background (terminal output)"),
          new Entry("SIGURG", "was told that urgent data waits at a socket (urgent data)"),
          new Entry("SIGXCPU", "was told that its CPU time is used up (CPU time)"),
          new Entry("SIGXFSZ", "was told that its file became too large (file size)"),
          new Entry("SIGVTALRM", "was woken by a timer of its own CPU time (virtual alarm)"),
          new Entry("SIGPROF", "was woken by the timer of a profiler (profiling timer)"),
          new Entry("SIGWINCH", "was told that its terminal changed size (window size)"),
          new Entry("SIGIO", "was told that a file or socket is ready (I/O possible)"),
          new Entry("SIGPWR", "was told of a power failure (power failure)"),
          new Entry("SIGSYS", "made a system call it may not make (bad system call)"));

  private static final Map<String, Integer> OTHER_NAMES =
      Map.of("SIGIOT", 6, "SIGCLD", 17, "SIGPOLL", 29, "SIGUNUSED", 31, "SIG32", 32, "SIG33", 33);

  private static final Map<String, Integer> NUMBERS =
      IntStream.rangeClosed(1, STANDARD.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(i -> entry(i).name(), i -> i));

  private SignalTable() {}

  /** Whether the number is that of a standard signal. */
  static boolean isStandard(int number) {
    return number >= 1 && number <= STANDARD.size();
  }

  /** The entry of a standard signal. */
  static Entry entry(int number) {
    return STANDARD.get(number - 1);
  }

  /** The number of a signal whose name does not count from SIGRTMIN or SIGRTMAX. */
  static OptionalInt number(String name) {
    Integer number = NUMBERS.getOrDefault(name, OTHER_NAMES.get(name));
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The usual names without SIG, to suggest from. */
  static List<String> shortNames() {
    return STANDARD.stream().map(entry -> entry.name().substring(3)).toList();
  }
}
