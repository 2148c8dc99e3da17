package org.sandtrap.syscall;

/**
 * The reasons why a signal came: the values of {@code si_code}, see sigaction(2). What a code means
 * depends on its signal, except for the generic ones, which name the sender.
 */
public final class SignalCode {
  /** Sent by a process with kill(2). */
  public static final int SI_USER = 0;

  /** Sent by the kernel, which says no more. */
  public static final int SI_KERNEL = 0x80;

  /** Sent by a process with sigqueue(3), together with a value. */
  public static final int SI_QUEUE = -1;

  /** A timer of timer_create(2) ran out. */
  public static final int SI_TIMER = -2;

  /** A message queue that was empty got a message. */
  public static final int SI_MESGQ = -3;

  /** Asynchronous input or output is complete. */
  public static final int SI_ASYNCIO = -4;

  /** Input or output is possible, reported by a signal that has other codes of its own. */
  public static final int SI_SIGIO = -5;

  /** Sent to one thread with tkill(2) or tgkill(2), as raise(3) and abort(3) do. */
  public static final int SI_TKILL = -6;

  /** With SIGSYS: a seccomp filter refused the call. */
  public static final int SYS_SECCOMP = 1;

  /** With SIGSYS: the program asked to get its own calls, see PR_SET_SYSCALL_USER_DISPATCH. */
  public static final int SYS_USER_DISPATCH = 2;

  private SignalCode() {}

  /**
   * Returns the name of a code with its signal: {@code SEGV_MAPERR}, {@code SI_USER}; {@code code
   * 77} for one that Linux does not have.
   */
  public static String name(Signal signal, int code) {
    return SignalCodeTable.find(signal, code)
        .map(SignalCodeTable.Entry::name)
        .orElse("code " + code);
  }

  /**
   * Returns what a code says, in plain words that stand alone: {@code the address belongs to
   * nothing}, {@code sent by a process with kill()}.
   */
  public static String description(Signal signal, int code) {
    return SignalCodeTable.find(signal, code)
        .map(SignalCodeTable.Entry::description)
        .orElse("for a reason without a name (code " + code + ")");
  }

  /**
   * Whether {@code si_addr} holds an address: of the access for SIGSEGV and SIGBUS, of the
   * instruction for SIGILL, SIGFPE and SIGTRAP. Only signals the kernel raised for a fault have
   * one; not signals that a process sent, nor those with {@link #SI_KERNEL}, as x86-64 gives for
   * addresses that cannot exist.
   */
  public static boolean hasAddress(Signal signal, int code) {
    return SignalCodeTable.isFault(signal) && code > SI_USER && code < SI_KERNEL;
  }

  /**
   * Whether {@code si_pid} and {@code si_uid} name the process that sent the signal. The pid is 0
   * when the sender is outside the receiver's pid namespace. With {@link #SI_USER} and {@link
   * #SI_TKILL} the kernel vouches for it; with other codes the sender could write what it liked.
   * The pid that SIGCHLD carries is the child's, not a sender's.
   */
  public static boolean hasSender(int code) {
    return code == SI_USER || code < 0 && code != SI_TIMER && code != SI_SIGIO;
  }
}
