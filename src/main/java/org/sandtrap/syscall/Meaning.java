package org.sandtrap.syscall;

import java.util.List;

/** What a word stands for, as rules may use it: system calls, some of them with conditions. */
public sealed interface Meaning permits Family, LibraryFunction, NamedCall, SyscallClass {
  /** The word itself: {@code fork}, {@code %file}. */
  String word();

  /** What its calls do, as the end of a sentence: {@code begins a process}. */
  String description();

  /**
   * The calls, over all interfaces and with their other forms: fcntl64 for fcntl, socketcall for
   * socket. {@link Member#number} tells which of them an interface has.
   */
  List<Member> members();
}
