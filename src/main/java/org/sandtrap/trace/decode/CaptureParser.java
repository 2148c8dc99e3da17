package org.sandtrap.trace.decode;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Signature;

/** A parser of the words of {@code captures.tsv}: {@code buf:out:bytes(result)}. */
final class CaptureParser {
  private static final Pattern PATTERN = Pattern.compile("[a-z0-9_]+\\(([a-z0-9_]+)=([^)]+)\\)");
  private static final Pattern WORD =
      Pattern.compile(
          "([a-z0-9_]+):(in|out|both|end):([a-z0-9_]+)(?:\\(([*a-z0-9_]+)\\)|\\[([*a-z0-9_]+)])?");
  private static final int NONE = 0;

  private final Abi abi;
  private final Signature signature;
  private final OptionalInt guardArgument;
  private final long guardValue;

  /**
   * A parser of the words of one row.
   *
   * @param abi the interface
   * @param signature what the call takes there
   * @param pattern the name of the call, perhaps with a condition: {@code ioctl(request=TCGETS)}
   */
  CaptureParser(Abi abi, Signature signature, String pattern) {
    this.abi = abi;
    this.signature = signature;
    Matcher matcher = PATTERN.matcher(pattern);
    if (matcher.matches()) {
      guardArgument = OptionalInt.of(index(matcher.group(1)));
      guardValue = value(matcher.group(2));
    } else {
      guardArgument = OptionalInt.empty();
      guardValue = 0;
    }
  }

  /** The capture of an argument that is a text by its kind. */
  static Capture text(Argument argument, Capture.Kind kind) {
    return new Capture(
        argument.index(),
        Capture.Moment.IN,
        kind,
        Capture.Source.FIXED,
        NONE,
        0,
        OptionalInt.empty(),
        0,
        kind.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Reads one word.
   *
   * @throws IllegalStateException if it cannot be understood
   */
  Capture parse(String word) {
    Matcher matcher = WORD.matcher(word);
    if (!matcher.matches()) {
      throw broken("argument:moment:what", word);
    }
    String type = matcher.group(3);
    String size = matcher.group(4);
    String count = matcher.group(5);
    int unit = size == null ? size(type) : 1;
    return capture(
        index(matcher.group(1)),
        Capture.Moment.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
        type,
        unit,
        size != null ? size : count == null ? "1" : count);
  }

  private Capture capture(
      int argument, Capture.Moment moment, String type, int unit, String number) {
    Capture.Source source = source(number);
    boolean fixed = source == Capture.Source.FIXED;
    return new Capture(
        argument,
        moment,
        kind(type),
        source,
        sourceArgument(source, number),
        fixed ? unit * Integer.parseInt(number) : unit,
        guardArgument,
        guardValue,
        type);
  }

  private static Capture.Source source(String number) {
    if (number.equals("result")) {
      return Capture.Source.RESULT;
    }
    if (number.startsWith("*")) {
      return Capture.Source.POINTED;
    }
    return Character.isDigit(number.charAt(0)) ? Capture.Source.FIXED : Capture.Source.ARGUMENT;
  }

  private int sourceArgument(Capture.Source source, String number) {
    return switch (source) {
      case ARGUMENT -> index(number);
      case POINTED -> index(number.substring(1));
      default -> NONE;
    };
  }

  private static Capture.Kind kind(String type) {
    return switch (type) {
      case "string" -> Capture.Kind.STRING;
      case "strings" -> Capture.Kind.STRINGS;
      case "iovec" -> Capture.Kind.IOVEC;
      case "msghdr" -> Capture.Kind.MSG;
      case "mmsghdr" -> Capture.Kind.MMSG;
      default -> Capture.Kind.BYTES;
    };
  }

  private int size(String type) {
    return switch (kind(type)) {
      case STRING, STRINGS -> 0;
      default ->
          StructTable.size(abi, type)
              .orElseThrow(() -> broken("a type of structs.tsv, or with a length", type));
    };
  }

  private int index(String argument) {
    return signature
        .argument(argument)
        .map(Argument::index)
        .orElseThrow(() -> broken("an argument", argument));
  }

  /** The value of constants between bars, or a number. */
  private long value(String text) {
    long value = 0;
    for (String name : text.split("\\|")) {
      value |=
          Character.isDigit(name.charAt(0))
              ? Long.decode(name)
              : Constants.value(abi, name).orElseThrow(() -> broken("a constant", name));
    }
    return value;
  }

  private IllegalStateException broken(String expected, String found) {
    return new IllegalStateException(
        "captures.tsv: "
            + signature.call()
            + " ("
            + abi
            + "): expected "
            + expected
            + ", but found '"
            + found
            + "'");
  }
}
