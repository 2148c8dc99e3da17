package org.sandtrap.syscall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A number by the names of the constants it consists of: {@code O_WRONLY|O_CREAT}. */
final class ValueText {
  private static final String FILE_MODES = "mode";
  private static final String CLONE_FLAGS = "clone";
  private static final String IPC_FLAGS = "ipc";

  /** The signal of the child's end, in clone(2). */
  private static final int SIGNAL_BITS = 0x7f;

  private static final int LAST_SIGNAL = 64;
  private static final int IPC_PERMISSIONS = 0777;
  private static final int PERMISSIONS = 07777;

  private final Abi abi;
  private final long mask;
  private final Set<Constant> chosen = new HashSet<>();
  private long rest;

  private ValueText(Abi abi, long bits, long mask) {
    this.abi = abi;
    this.mask = mask;
    this.rest = bits;
  }

  /**
   * Puts it together from names.
   *
   * @param names the names it can have, the better ones first
   * @param abi the interface in which the names have their values
   * @param bits the number
   * @param mask the bits that the kernel looks at
   * @return empty where no name fits
   */
  static Optional<String> named(List<Constant> names, Abi abi, long bits, long mask) {
    return parts(names, abi, bits, mask).map(parts -> String.join("|", parts));
  }

  /** The same as a list of the names; what no name fits is last, in hexadecimal digits. */
  static Optional<List<String>> parts(List<Constant> names, Abi abi, long bits, long mask) {
    return new ValueText(abi, bits, mask).parts(names, bits);
  }

  /** As chmod(1) has it: {@code 0644}; of other than regular files with their type before it. */
  static String mode(Abi abi, long bits) {
    List<Constant> types =
        Constants.in(FILE_MODES).stream()
            .filter(name -> name.kind() == Constant.Kind.FIELD)
            .toList();
    long permissions = bits & PERMISSIONS;
    long type = bits & ~PERMISSIONS;
    String text = octal(permissions).orElse("0");
    return type == 0
        ? text
        : named(types, abi, type, -1).orElse("0x" + Long.toHexString(type)) + "|" + text;
  }

  /** The name of a signal; empty where the number is none. */
  static Optional<String> signal(long number) {
    return number >= 1 && number <= LAST_SIGNAL
        ? Optional.of(Signal.of((int) number).name())
        : Optional.empty();
  }

  private Optional<List<String>> parts(List<Constant> names, long bits) {
    Optional<Constant> value =
        names.stream()
            .filter(name -> name.kind() == Constant.Kind.VALUE && in(name) && value(name) == bits)
            .findFirst();
    if (value.isPresent()) {
      return value.map(name -> List.of(name.name()));
    }
    chooseFields(names, bits);
    chooseFlags(names);
    List<String> parts =
        names.stream().filter(chosen::contains).map(Constant::name).collect(Collectors.toList());
    others(names).ifPresent(parts::add);
    if (!parts.isEmpty() && rest != 0) {
      parts.add("0x" + Long.toHexString(rest));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
  }

  private void chooseFields(List<Constant> names, long bits) {
    List<Long> known = new ArrayList<>();
    for (Constant name : names) {
      if (name.kind() == Constant.Kind.FIELD && in(name)) {
        long field = name.mask(abi).orElse(0) & mask;
        if ((bits & field) == value(name) && !known.contains(field)) {
          known.add(field);
          chosen.add(name);
          rest &= ~field;
        }
      }
    }
  }

  /** Chooses flags of several bits before the flags that are among these bits. */
  private void chooseFlags(List<Constant> names) {
    List<Constant> flags = new ArrayList<>(names);
    flags.removeIf(name -> name.kind() != Constant.Kind.FLAG || value(name) == 0);
    flags.sort(Comparator.comparing(name -> -Long.bitCount(value(name))));
    for (Constant flag : flags) {
      if ((rest & value(flag)) == value(flag)) {
        chosen.add(flag);
        rest &= ~value(flag);
      }
    }
  }

  /** What is no flag, but shares an argument with some. */
  private Optional<String> others(List<Constant> names) {
    return switch (names.isEmpty() ? "" : names.get(0).set()) {
      case CLONE_FLAGS -> taken(signal(rest & SIGNAL_BITS), SIGNAL_BITS);
      case IPC_FLAGS -> taken(octal(rest & IPC_PERMISSIONS), IPC_PERMISSIONS);
      default -> Optional.empty();
    };
  }

  private Optional<String> taken(Optional<String> text, long bits) {
    rest &= text.isPresent() ? ~bits : -1;
    return text;
  }

  private static Optional<String> octal(long bits) {
    return bits == 0 ? Optional.empty() : Optional.of("0" + Long.toOctalString(bits));
  }

  private boolean in(Constant name) {
    return name.value(abi).isPresent();
  }

  private long value(Constant name) {
    return name.value(abi).orElse(0) & mask;
  }
}
