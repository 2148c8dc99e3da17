package org.sandtrap.syscall;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A call as people write it: {@code socket(domain=AF_INET, type=SOCK_STREAM|SOCK_CLOEXEC,
 * protocol=IPPROTO_IP)}. Numbers have the names of the kernel's headers, where they have some; of
 * what is in the program's memory there is the address, or the text if it is given.
 */
public final class CallText {
  private static final String OPEN = "open";

  private final Syscall call;
  private final Signature signature;
  private final List<Long> registers;
  private final Map<String, String> texts;

  private CallText(
      Syscall call, Signature signature, List<Long> registers, Map<String, String> texts) {
    this.call = call;
    this.signature = signature;
    this.registers = registers;
    this.texts = texts;
  }

  /**
   * Returns the text.
   *
   * @param call the call and its interface
   * @param registers its six arguments; of them it shows those that the call has
   * @param texts what some of them point to, by their names
   */
  public static String of(Syscall call, List<Long> registers, Map<String, String> texts) {
    String arguments =
        Signature.of(call)
            .map(signature -> new CallText(call, signature, registers, texts).arguments())
            .orElse("");
    return call.name() + "(" + arguments + ")";
  }

  /**
   * Returns the constants that a scalar argument consists of: {@code [O_WRONLY, O_CREAT]}. Bits
   * that are none of theirs are last, in hexadecimal digits.
   *
   * @param call the call and its interface
   * @param signature what it takes there
   * @param registers its six arguments
   * @param argument one of the signature
   * @return empty where no name fits
   */
  public static Optional<List<String>> names(
      Syscall call, Signature signature, List<Long> registers, Argument argument) {
    long mask = argument.kind().mask(call.abi());
    List<Constant> names = new NameScope(call, signature, registers).names(argument);
    return ValueText.parts(names, call.abi(), registers.get(argument.index()) & mask, mask);
  }

  private String arguments() {
    return signature.arguments().stream()
        .filter(argument -> argument.kind() != ArgumentKind.MODE || hasMode())
        .map(argument -> argument.name() + "=" + value(argument))
        .collect(Collectors.joining(", "));
  }

  /** The register of the mode has anything in it where no file is made, see open(2). */
  private boolean hasMode() {
    Optional<Argument> flags =
        signature.arguments().stream()
            .filter(argument -> argument.constants().filter(OPEN::equals).isPresent())
            .findFirst();
    return flags.map(this::makesAFile).orElse(true);
  }

  private boolean makesAFile(Argument flags) {
    long directory = Constants.value(call.abi(), "O_DIRECTORY").orElse(0);
    long temporary = Constants.value(call.abi(), "O_TMPFILE").orElse(0) & ~directory;
    long creating = Constants.value(call.abi(), "O_CREAT").orElse(0);
    return (bits(flags) & (temporary | creating)) != 0;
  }

  private String value(Argument argument) {
    String text = texts.get(argument.name());
    return text == null ? value(argument, bits(argument)) : quoted(text);
  }

  /** As in C, so that nothing in it acts on a terminal. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char letter : text.toCharArray()) {
      switch (letter) {
        case '"', '\\' -> quoted.append('\\').append(letter);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default ->
            quoted.append(
                Character.isISOControl(letter) ? String.format("\\x%02x", (int) letter) : letter);
      }
    }
    return quoted.append('"').toString();
  }

  private String value(Argument argument, long bits) {
    Optional<String> named =
        switch (argument.kind()) {
          case MODE -> Optional.of(ValueText.mode(call.abi(), bits));
          case SIGNAL -> ValueText.signal(bits);
          default -> named(argument, bits);
        };
    return named.orElseGet(() -> number(argument.kind(), bits));
  }

  private Optional<String> named(Argument argument, long bits) {
    List<Constant> names = new NameScope(call, signature, registers).names(argument);
    return ValueText.named(names, call.abi(), bits, argument.kind().mask(call.abi()));
  }

  private long bits(Argument argument) {
    return registers.get(argument.index()) & argument.kind().mask(call.abi());
  }

  private String number(ArgumentKind kind, long bits) {
    if (isUnsigned(kind)) {
      return Long.toUnsignedString(bits);
    }
    boolean narrow = kind.isScalar() && kind.bits(call.abi()) == Integer.SIZE;
    long shown = narrow ? (int) bits : bits;
    boolean hexadecimal =
        switch (kind) {
          case FLAGS, ADDRESS, VARIES -> shown < 0 || shown > 9;
          default -> !kind.isScalar();
        };
    return hexadecimal ? "0x" + Long.toHexString(bits) : "" + shown;
  }

  private static boolean isUnsigned(ArgumentKind kind) {
    return switch (kind) {
      case UINT, ULONG, SIZE -> true;
      default -> false;
    };
  }
}
