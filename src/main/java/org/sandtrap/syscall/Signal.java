package org.sandtrap.syscall;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Linux signal, see signal(7): a message of the kernel or another process to a program outside
 * its normal flow, and what ends most programs that crash. The numbers are the same on x86 and ARM.
 *
 * @param number 1 to 64
 */
public record Signal(int number) {
  /** Its terminal closed, or a daemon should read its settings again. */
  public static final Signal SIGHUP = new Signal(1);

  /** Ctrl+C at the terminal. */
  public static final Signal SIGINT = new Signal(2);

  /** Ctrl+&#92; at the terminal. */
  public static final Signal SIGQUIT = new Signal(3);

  /** The processor refused an instruction. */
  public static final Signal SIGILL = new Signal(4);

  /** A breakpoint or single step. */
  public static final Signal SIGTRAP = new Signal(5);

  /** The program called abort(). */
  public static final Signal SIGABRT = new Signal(6);

  /** Mapped memory cannot be reached. */
  public static final Signal SIGBUS = new Signal(7);

  /** An impossible calculation. */
  public static final Signal SIGFPE = new Signal(8);

  /** Ends a process; cannot be caught. */
  public static final Signal SIGKILL = new Signal(9);

  /** Free for programs to use. */
  public static final Signal SIGUSR1 = new Signal(10);

  /** Memory was used that may not be used. */
  public static final Signal SIGSEGV = new Signal(11);

  /** Free for programs to use. */
  public static final Signal SIGUSR2 = new Signal(12);

  /** Written to a pipe or socket that has no reader. */
  public static final Signal SIGPIPE = new Signal(13);

  /** A timer of alarm() or setitimer() ran out. */
  public static final Signal SIGALRM = new Signal(14);

  /** Asks a program to end. */
  public static final Signal SIGTERM = new Signal(15);

  /** Never sent by Linux. */
  public static final Signal SIGSTKFLT = new Signal(16);

  /** A child ended, stopped or went on. */
  public static final Signal SIGCHLD = new Signal(17);

  /** Goes on after a stop. */
  public static final Signal SIGCONT = new Signal(18);

  /** Stops a process; cannot be caught. */
  public static final Signal SIGSTOP = new Signal(19);

  /** Ctrl+Z at the terminal. */
  public static final Signal SIGTSTP = new Signal(20);

  /** Read from the terminal in the background. */
  public static final Signal SIGTTIN = new Signal(21);

  /** Written to the terminal in the background. */
  public static final Signal SIGTTOU = new Signal(22);

  /** Urgent data at a socket. */
  public static final Signal SIGURG = new Signal(23);

  /** The CPU time of RLIMIT_CPU is used up. */
  public static final Signal SIGXCPU = new Signal(24);

  /** A file grew beyond RLIMIT_FSIZE. */
  public static final Signal SIGXFSZ = new Signal(25);

  /** A timer of the process's own CPU time ran out. */
  public static final Signal SIGVTALRM = new Signal(26);

  /** A profiling timer ran out. */
  public static final Signal SIGPROF = new Signal(27);

  /** The terminal changed size. */
  public static final Signal SIGWINCH = new Signal(28);

  /** A descriptor is ready; also called SIGPOLL. */
  public static final Signal SIGIO = new Signal(29);

  /** Power failure. */
  public static final Signal SIGPWR = new Signal(30);

  /** A system call was refused. */
  public static final Signal SIGSYS = new Signal(31);

  private static final int LAST = 64;
  private static final int FIRST_REAL_TIME = 34;
  private static final String REAL_TIME = "SIGRT(MIN|MAX)(?:([+-])(\\d{1,2}))?";

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not 1 to 64
   */
  public Signal {
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException(
          number + " is not a signal: Linux numbers its signals from 1 to " + LAST);
    }
  }

  /**
   * Returns the signal with this number.
   *
   * @param number 1 to 64
   * @throws IllegalArgumentException if it is outside that range
   */
  public static Signal of(int number) {
    return new Signal(number);
  }

  /**
   * Reads a signal as kill(1) takes it: {@code SIGTERM}, {@code TERM}, {@code 15}, {@code
   * SIGRTMIN+3}, {@code SIGRTMAX-1}; upper or lower case.
   *
   * @throws IllegalArgumentException if no signal is called so; the message suggests near names
   */
  public static Signal parse(String text) {
    if (text.matches("\\d{1,9}")) {
      return new Signal(Integer.parseInt(text));
    }
    String upper = text.toUpperCase(Locale.ROOT);
    String name = upper.startsWith("SIG") ? upper : "SIG" + upper;
    OptionalInt number = SignalTable.number(name);
    if (number.isEmpty()) {
      number = realTime(name);
    }
    return new Signal(number.orElseThrow(() -> unknown(text, name)));
  }

  /**
   * The name: {@code SIGSEGV}; real-time signals as glibc counts them, {@code SIGRTMIN} (34) to
   * {@code SIGRTMIN+30} (64); {@code SIG32} and {@code SIG33}, which the C library keeps for
   * itself.
   */
  public String name() {
    if (SignalTable.isStandard(number)) {
      return SignalTable.entry(number).name();
    }
    if (number < FIRST_REAL_TIME) {
      return "SIG" + number;
    }
    return number == FIRST_REAL_TIME ? "SIGRTMIN" : "SIGRTMIN+" + (number - FIRST_REAL_TIME);
  }

  /**
   * What happened to a program that got the signal, in plain words that go on from "the program":
   * {@code used memory it may not use (segmentation fault)}. Whether it really happened or another
   * process sent the signal is a question for {@link SignalCode}.
   */
  public String description() {
    if (SignalTable.isStandard(number)) {
      return SignalTable.entry(number).description();
    }
    return number < FIRST_REAL_TIME
        ? "got a signal that the C library keeps for itself (signal " + number + ")"
        : "got a signal whose meaning the program chooses (real-time signal "
            + (number - FIRST_REAL_TIME)
            + ")";
  }

  /** The name. */
  // Not what the JVM makes of a record type: the first run of a JVM would wait for that.
  @Override
  public boolean equals(Object other) {
    return other instanceof Signal signal && signal.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return name();
  }

  private static OptionalInt realTime(String name) {
    Matcher matcher = Pattern.compile(REAL_TIME).matcher(name);
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    int start = matcher.group(1).equals("MIN") ? FIRST_REAL_TIME : LAST;
    int distance = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    int number = "-".equals(matcher.group(2)) ? start - distance : start + distance;
    return number < FIRST_REAL_TIME || number > LAST ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static IllegalArgumentException unknown(String text, String name) {
    if (name.matches(REAL_TIME)) {
      return new IllegalArgumentException(
          "'" + text + "' is not a signal: real-time signals go from SIGRTMIN to SIGRTMIN+30");
    }
    List<String> near =
        Nearest.to(name.substring(3), SignalTable.shortNames()).stream()
            .map(shortName -> "SIG" + shortName)
            .toList();
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a signal"
            + (near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)")
            + "; expected a name or number of signal(7) such as SIGTERM, TERM, 15 or SIGRTMIN+3");
  }
}
