package org.sandtrap.syscall;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The arguments of a system call in one binary interface, and the classes it belongs to. The tables
 * are read from the class path when first asked for; safe for any thread.
 *
 * @param call its name
 * @param classes its classes in strace(1)
 * @param arguments in the order of the registers; none for calls that the kernel refuses anyway
 */
public record Signature(String call, Set<SyscallClass> classes, List<Argument> arguments) {
  /**
   * Copies the collections, and adds the classes that contain one of these.
   *
   * @throws IllegalArgumentException if the arguments are not in the order of their registers
   */
  public Signature {
    Objects.requireNonNull(call, "call");
    classes = Set.copyOf(SyscallClass.withWhole(classes));
    arguments = List.copyOf(arguments);
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).index() != i) {
        throw new IllegalArgumentException(
            call + ": argument " + i + " is given as number " + arguments.get(i).index());
      }
    }
  }

  /**
   * Returns what a call takes in an interface, empty if the interface has no such call.
   *
   * @throws IllegalStateException if the tables are missing from the class path or broken
   */
  public static Optional<Signature> of(Abi abi, String call) {
    return SyscallTable.of(abi).number(call).isEmpty()
        ? Optional.empty()
        : SignatureTable.of(abi, call);
  }

  /** Returns what this call takes, empty for a number that Linux does not know. */
  public static Optional<Signature> of(Syscall call) {
    return SyscallTable.of(call.abi()).name(call.number()).flatMap(name -> of(call.abi(), name));
  }

  /** Returns the argument with exactly this name, if there is one. */
  public Optional<Argument> argument(String name) {
    return arguments.stream().filter(argument -> argument.name().equals(name)).findFirst();
  }

  /** Whether the call is in this class. */
  public boolean isIn(SyscallClass type) {
    return classes.contains(type);
  }

  /** The names of the arguments as in C: {@code openat(dirfd, pathname, flags, mode)}. */
  @Override
  public String toString() {
    return arguments.stream()
        .map(Argument::name)
        .collect(Collectors.joining(", ", call + "(", ")"));
  }

  /** The classes in their order. */
  Set<SyscallClass> sortedClasses() {
    EnumSet<SyscallClass> sorted = EnumSet.noneOf(SyscallClass.class);
    sorted.addAll(classes);
    return sorted;
  }
}
