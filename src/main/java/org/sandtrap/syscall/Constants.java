package org.sandtrap.syscall;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The named values that arguments of system calls have: flags, operations, families of addresses.
 * Their values are the kernel's, which differ from the C library's for O_LARGEFILE. Read from the
 * class path when first asked for; safe for any thread.
 */
public final class Constants {
  private static final String FILE = "constants.tsv";
  private static final List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);
  private static final Lazy<Constants> LOADED = new Lazy<>(Constants::load);

  private final Map<String, Constant> byName = new LinkedHashMap<>();
  private final Map<String, List<Constant>> bySet = new HashMap<>();

  private Constants() {}

  /** Returns the constant with exactly this name: {@code O_CREAT}. */
  public static Optional<Constant> of(String name) {
    return Optional.ofNullable(LOADED.get().byName.get(name));
  }

  /** Returns the value of a name in an interface, empty if the interface has none. */
  public static OptionalLong value(Abi abi, String name) {
    return of(name).map(constant -> constant.value(abi)).orElse(OptionalLong.empty());
  }

  /** Returns the constants of a set, see {@link Argument#constants()}; none if there is no such. */
  public static List<Constant> in(String set) {
    return Collections.unmodifiableList(LOADED.get().bySet.getOrDefault(set, List.of()));
  }

  /**
   * Returns the constants that a number consists of: {@code [O_WRONLY, O_CREAT]}. Bits that are
   * none of theirs are last, in hexadecimal digits.
   *
   * @param abi the interface in which the names have their values
   * @param set the set
   * @param bits the number, without sign
   * @param mask the bits that the kernel looks at
   * @return empty where no name fits
   */
  public static Optional<List<String>> names(Abi abi, String set, long bits, long mask) {
    return ValueText.parts(in(set), abi, bits, mask);
  }

  /**
   * Returns names that a mistyped one was most likely meant to be, nearest first, at most three.
   */
  public static List<String> near(String name) {
    return Nearest.to(name, LOADED.get().byName.keySet());
  }

  /** The same among the names of a set. */
  public static List<String> near(String name, String set) {
    return Nearest.to(name, in(set).stream().map(Constant::name).toList());
  }

  /** All of them, by sets. */
  static List<Constant> all() {
    return List.copyOf(LOADED.get().byName.values());
  }

  private static Constants load() {
    Constants constants = new Constants();
    TabFile.read(FILE, List.of("name", "set", "kind", "value"), constants::add);
    return constants;
  }

  private void add(TabFile.Row row) {
    Map<Abi, Long> values = values(row);
    Map<Abi, Long> masks = new EnumMap<>(Abi.class);
    String[] kind = row.cell(2).split(":");
    for (Map.Entry<Abi, Long> entry : values.entrySet()) {
      masks.put(
          entry.getKey(),
          switch (kind[0]) {
            case "value" -> -1L;
            case "flag" -> entry.getValue();
            case "field" -> number(row, kind.length == 2 ? kind[1] : "");
            default -> throw row.isNot("value, flag or field:mask", row.cell(2));
          });
    }
    Constant.Kind named = Constant.Kind.valueOf(kind[0].toUpperCase(Locale.ROOT));
    Constant constant = new Constant(row.cell(0), row.cell(1), named, masks, values);
    if (byName.put(constant.name(), constant) != null) {
      throw row.isNot("every name once", constant.name());
    }
    bySet.computeIfAbsent(constant.set(), set -> new ArrayList<>()).add(constant);
  }

  /** Reads {@code 0x40}, or {@code x86-64=0x40 i386=0x80}. */
  private static Map<Abi, Long> values(TabFile.Row row) {
    Map<Abi, Long> values = new EnumMap<>(Abi.class);
    for (String word : row.words(3, " ")) {
      String[] parts = word.split("=");
      for (Abi abi : INTERFACES) {
        String written = abi == Abi.X32 ? Abi.X86_64.text() : abi.text();
        if (parts.length == 1 || parts[0].equals(written)) {
          values.put(abi, number(row, parts[parts.length - 1]));
        }
      }
    }
    if (values.isEmpty()) {
      throw row.isNot("a number, or interface=number for some", row.cell(3));
    }
    return values;
  }

  private static long number(TabFile.Row row, String text) {
    try {
      return text.startsWith("0x")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw row.isNot("a number, 0x for hexadecimal", text);
    }
  }
}
