package org.sandtrap.syscall;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table {@code signatures.tsv} in memory, read when first asked for. */
final class SignatureTable {
  private static final String FILE = "signatures.tsv";
  private static final String ALL = "all";
  private static final Lazy<SignatureTable> TABLE = new Lazy<>(SignatureTable::load);

  private final Map<String, Map<String, Signature>> signatures = new TreeMap<>();

  private SignatureTable() {}

  /** Returns what the call takes in this interface, whether or not the interface has it. */
  static Optional<Signature> of(Abi abi, String call) {
    Map<String, Signature> found = TABLE.get().signatures.get(call);
    return found == null
        ? Optional.empty()
        : Optional.ofNullable(found.getOrDefault(abi.text(), found.get(ALL)));
  }

  /** The names of all calls of all interfaces, sorted. */
  static Set<String> calls() {
    return Collections.unmodifiableSet(TABLE.get().signatures.keySet());
  }

  /** The classes of a call, which are the same in all interfaces. */
  static Set<SyscallClass> classes(String call) {
    return TABLE.get().signatures.get(call).get(ALL).classes();
  }

  /** The interfaces for which the call has a row of its own; for the tests. */
  static Set<String> exceptions(String call) {
    return TABLE.get().signatures.get(call).keySet().stream()
        .filter(abi -> !abi.equals(ALL))
        .collect(Collectors.toSet());
  }

  private static SignatureTable load() {
    SignatureTable table = new SignatureTable();
    TabFile.read(FILE, List.of("call", "interfaces", "classes", "arguments"), table::add);
    return table;
  }

  private void add(TabFile.Row row) {
    String call = row.cell(0);
    Signature signature = new Signature(call, classes(row), arguments(row));
    Map<String, Signature> known = signatures.computeIfAbsent(call, name -> new TreeMap<>());
    for (String abi : row.words(1, ",")) {
      if (known.put(abi, signature) != null) {
        throw row.isNot("every call once for each interface", call + " " + abi);
      }
    }
  }

  private static Set<SyscallClass> classes(TabFile.Row row) {
    Set<SyscallClass> classes = EnumSet.noneOf(SyscallClass.class);
    for (String word : row.words(2, ",")) {
      classes.add(
          SyscallClass.of("%" + word)
              .orElseThrow(() -> row.isNot("a class of strace(1) without its first %", word)));
    }
    return classes;
  }

  private static List<Argument> arguments(TabFile.Row row) {
    List<Argument> arguments = new ArrayList<>();
    for (String word : row.words(3, " ")) {
      String[] parts = word.split(":");
      if (parts.length < 2 || parts.length > 3) {
        throw row.isNot("name:kind or name:kind:set", word);
      }
      ArgumentKind kind =
          ArgumentKind.of(parts[1]).orElseThrow(() -> row.isNot("a kind of argument", parts[1]));
      Optional<String> set = parts.length == 3 ? Optional.of(parts[2]) : kind.constants();
      try {
        arguments.add(new Argument(parts[0], arguments.size(), kind, set));
      } catch (IllegalArgumentException e) {
        throw row.isNot("an argument; " + e.getMessage(), word);
      }
    }
    return arguments;
  }
}
