package org.sandtrap.syscall;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of {@code si_code} in asm-generic/siginfo.h, with what they mean. */
final class SignalCodeTable {
  /** One code: its value, its name, and what it says. */
  record Entry(int code, String name, String description) {}

  private static final List<Entry> ILL =
      List.of(
          new Entry(1, "ILL_ILLOPC", "the instruction does not exist"),
          new Entry(2, "ILL_ILLOPN", "the instruction does not work on such operands"),
          new Entry(3, "ILL_ILLADR", "the instruction cannot address memory in this way"),
          new Entry(4, "ILL_ILLTRP", "the trap does not exist"),
          new Entry(5, "ILL_PRVOPC", "only the kernel may use this instruction"),
          new Entry(6, "ILL_PRVREG", "only the kernel may use this register"),
          new Entry(7, "ILL_COPROC", "the coprocessor reported an error"),
          new Entry(8, "ILL_BADSTK", "the processor's internal stack is broken"),
          new Entry(9, "ILL_BADIADDR", "there is no instruction at this address"));

  private static final List<Entry> TRAP =
      List.of(
          new Entry(1, "TRAP_BRKPT", "a breakpoint was reached"),
          new Entry(2, "TRAP_TRACE", "a single step was done"),
          new Entry(3, "TRAP_BRANCH", "a branch was taken"),
          new Entry(4, "TRAP_HWBKPT", "a hardware breakpoint or watchpoint was reached"),
          new Entry(5, "TRAP_UNK", "a trap of unknown kind"),
          new Entry(6, "TRAP_PERF", "a performance counter asked for it"));

  private static final List<Entry> BUS =
      List.of(
          new Entry(1, "BUS_ADRALN", "the address is not a multiple of the size of the access"),
          new Entry(
              2, "BUS_ADRERR", "nothing is behind the address, as after the end of a mapped file"),
          new Entry(3, "BUS_OBJERR", "the hardware behind the address reported an error"),
          new Entry(4, "BUS_MCEERR_AR", "the memory is damaged and its content was needed"),
          new Entry(
              5, "BUS_MCEERR_AO", "the memory is damaged, found before its content was needed"));

  private static final List<Entry> FPE =
      List.of(
          new Entry(1, "FPE_INTDIV", "division by zero, or of the smallest integer by -1"),
          new Entry(2, "FPE_INTOVF", "the integer result is too large"),
          new Entry(3, "FPE_FLTDIV", "floating-point division by zero"),
          new Entry(4, "FPE_FLTOVF", "the floating-point result is too large"),
          new Entry(5, "FPE_FLTUND", "the floating-point result is too close to zero"),
          new Entry(6, "FPE_FLTRES", "the floating-point result is not exact"),
          new Entry(7, "FPE_FLTINV", "the floating-point operation is not valid"),
          new Entry(8, "FPE_FLTSUB", "the index is out of range"),
          new Entry(14, "FPE_FLTUNK", "a floating-point error of unknown kind"),
          new Entry(15, "FPE_CONDTRAP", "the condition of a trap instruction was true"));

  private static final List<Entry> SEGV =
      List.of(
          new Entry(1, "SEGV_MAPERR", "the address belongs to nothing"),
          new Entry(2, "SEGV_ACCERR", "the memory there does not allow this kind of access"),
          new Entry(3, "SEGV_BNDERR", "the address is outside the bounds that were set for it"),
          new Entry(4, "SEGV_PKUERR", "a memory protection key forbids the access"),
          new Entry(5, "SEGV_ACCADI", "the memory there has no version tags"),
          new Entry(6, "SEGV_ADIDERR", "a version tag did not match, noticed late"),
          new Entry(7, "SEGV_ADIPERR", "a version tag did not match"),
          new Entry(8, "SEGV_MTEAERR", "a memory tag did not match, noticed late"),
          new Entry(9, "SEGV_MTESERR", "a memory tag did not match"),
          new Entry(
              10, "SEGV_CPERR", "a function returned to another place than it was called from"),
          new Entry(
              SignalCode.SI_KERNEL,
              "SI_KERNEL",
              "the kernel gave no address, as for an address that cannot exist"));

  private static final List<Entry> CHLD =
      List.of(
          new Entry(1, "CLD_EXITED", "a child exited"),
          new Entry(2, "CLD_KILLED", "a child was killed by a signal"),
          new Entry(3, "CLD_DUMPED", "a child was killed by a signal and dumped core"),
          new Entry(4, "CLD_TRAPPED", "a traced child trapped"),
          new Entry(5, "CLD_STOPPED", "a child stopped"),
          new Entry(6, "CLD_CONTINUED", "a stopped child went on"));

  private static final List<Entry> SYS =
      List.of(
          new Entry(SignalCode.SYS_SECCOMP, "SYS_SECCOMP", "a filter forbids the system call"),
          new Entry(
              SignalCode.SYS_USER_DISPATCH,
              "SYS_USER_DISPATCH",
              "the program asked to get its own system calls"));

  /** Of SIGIO, and of any signal without codes of its own that F_SETSIG chose instead. */
  private static final List<Entry> POLL =
      List.of(
          new Entry(1, "POLL_IN", "there is something to read"),
          new Entry(2, "POLL_OUT", "there is room to write"),
          new Entry(3, "POLL_MSG", "a message is there"),
          new Entry(4, "POLL_ERR", "an input or output error"),
          new Entry(5, "POLL_PRI", "there is something urgent to read"),
          new Entry(6, "POLL_HUP", "the other side hung up"));

  /** The codes of every signal, which name the sender. */
  private static final List<Entry> GENERIC =
      List.of(
          new Entry(SignalCode.SI_USER, "SI_USER", "sent by a process with kill()"),
          new Entry(SignalCode.SI_KERNEL, "SI_KERNEL", "sent by the kernel"),
          new Entry(SignalCode.SI_QUEUE, "SI_QUEUE", "sent by a process with sigqueue()"),
          new Entry(SignalCode.SI_TIMER, "SI_TIMER", "a timer ran out"),
          new Entry(SignalCode.SI_MESGQ, "SI_MESGQ", "a message arrived in an empty message queue"),
          new Entry(
              SignalCode.SI_ASYNCIO, "SI_ASYNCIO", "asynchronous input or output is complete"),
          new Entry(SignalCode.SI_SIGIO, "SI_SIGIO", "input or output is possible"),
          new Entry(
              SignalCode.SI_TKILL, "SI_TKILL", "sent to this thread, as raise() and abort() do"),
          new Entry(-7, "SI_DETHREAD", "another thread of the program called exec()"),
          new Entry(-60, "SI_ASYNCNL", "an asynchronous name lookup is complete"));

  private static final Map<Signal, List<Entry>> OWN =
      Map.of(
          Signal.SIGILL, ILL,
          Signal.SIGTRAP, TRAP,
          Signal.SIGBUS, BUS,
          Signal.SIGFPE, FPE,
          Signal.SIGSEGV, SEGV,
          Signal.SIGCHLD, CHLD,
          Signal.SIGSYS, SYS);

  private SignalCodeTable() {}

  /** The entry of a code: the signal's own before the generic one. */
  static Optional<Entry> find(Signal signal, int code) {
    return in(OWN.getOrDefault(signal, POLL), code).or(() -> in(GENERIC, code));
  }

  /** Whether the kernel raises the signal when an instruction cannot go on. */
  static boolean isFault(Signal signal) {
    return OWN.containsKey(signal)
        && !signal.equals(Signal.SIGCHLD)
        && !signal.equals(Signal.SIGSYS);
  }

  private static Optional<Entry> in(List<Entry> entries, int code) {
    return entries.stream().filter(entry -> entry.code() == code).findFirst();
  }
}
