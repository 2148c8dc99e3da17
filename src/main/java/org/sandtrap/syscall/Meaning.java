package org.sandtrap.syscall;

import java.util.List;

/** The meaning of a word that rules may use: system calls, some of them with conditions. */
public sealed interface Meaning permits Family, LibraryFunction, NamedCall, SyscallClass {
  /** The word itself: {@code fork}, {@code %file}. */
  String word();

  /** What its calls do, as the end of a sentence: {@code begins a process}. */
  String description();

  /**
   * The calls, over all interfaces and with their other forms: fcntl64 for fcntl, socketcall for
   * socket. An interface has those that have a {@link Member#number} in it.
   */
  List<Member> members();
}
