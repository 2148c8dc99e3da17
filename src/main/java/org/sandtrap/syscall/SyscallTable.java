package org.sandtrap.syscall;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The system calls of one binary interface by number and name, up to Linux 6.18. Read from the
 * class path when first asked for; safe for any thread.
 */
public final class SyscallTable {
  private static final Map<Abi, SyscallTable> LOADED = new ConcurrentHashMap<>();

  private final Map<Integer, String> names = new TreeMap<>();
  private final Map<String, Integer> numbers = new TreeMap<>();

  private SyscallTable() {}

  /**
   * Returns the table of an interface. That of {@link Abi#ARM} is empty: its calls are known by
   * number only.
   *
   * @throws IllegalStateException if the table is missing from the class path or broken
   */
  public static SyscallTable of(Abi abi) {
    return LOADED.computeIfAbsent(abi, SyscallTable::load);
  }

  /**
   * Returns the name of a call, empty if Linux has none with this number.
   *
   * @param number for x32 without its bit
   */
  public Optional<String> name(int number) {
    return Optional.ofNullable(names.get(number));
  }

  /** Returns the number of the call with exactly this name, empty if the interface has none. */
  public OptionalInt number(String name) {
    Integer number = numbers.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** All names, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(numbers.keySet());
  }

  private static SyscallTable load(Abi abi) {
    SyscallTable table = new SyscallTable();
    if (abi == Abi.ARM) {
      return table;
    }
    TabFile.read(abi.text() + ".tsv", List.of("number", "name"), table::add);
    return table;
  }

  private void add(TabFile.Row row) {
    int number = row.number(0);
    names.put(number, row.cell(1));
    numbers.put(row.cell(1), number);
  }
}
