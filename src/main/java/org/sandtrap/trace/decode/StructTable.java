package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.TabFile;

/** The table {@code structs.tsv}: where the fields of the kernel's structures are. */
final class StructTable {
  private static final String FILE = "/org/sandtrap/trace/structs.tsv";
  private static final String ALL = "all";

  /** The structures by their name and the interface. */
  private final Map<String, Map<String, Layout>> layouts = new HashMap<>();

  private StructTable() {}

  /** The table in memory. */
  private static final class Loaded {
    private static final StructTable TABLE = load();
  }

  /**
   * A structure in an interface.
   *
   * @param name its name
   * @param size its length in bytes
   * @param fields its fields in their order
   */
  record Layout(String name, int size, List<Member> fields) {}

  /**
   * A field of a structure.
   *
   * @param name its name
   * @param type its type, as {@link ScalarType} or this table has it; perhaps {@code type[count]}
   * @param offset where it begins, in bytes
   */
  record Member(String name, String type, int offset) {}

  /** The structure of this name in an interface. */
  static Optional<Layout> of(Abi abi, String name) {
    Map<String, Layout> found = Loaded.TABLE.layouts.getOrDefault(name, Map.of());
    Layout own = found.get(abi.text());
    return Optional.ofNullable(own == null ? found.get(ALL) : own);
  }

  /** How many bytes one value of a type has, empty if there is no such type. */
  static OptionalInt size(Abi abi, String type) {
    OptionalInt scalar = ScalarType.size(abi, type);
    return scalar.isPresent()
        ? scalar
        : of(abi, type).map(layout -> OptionalInt.of(layout.size())).orElse(OptionalInt.empty());
  }

  /** The names of all structures; for the tests. */
  static Set<String> names() {
    return new TreeSet<>(Loaded.TABLE.layouts.keySet());
  }

  private static StructTable load() {
    StructTable table = new StructTable();
    TabFile.read(
        StructTable.class, FILE, List.of("name", "interfaces", "size", "fields"), table::add);
    return table;
  }

  private void add(TabFile.Row row) {
    List<Member> fields = new ArrayList<>();
    for (String word : row.words(3, " ")) {
      int colon = word.indexOf(':');
      int at = word.indexOf('@');
      if (colon < 1 || at < colon) {
        throw row.isNot("name:type@offset", word);
      }
      fields.add(
          new Member(
              word.substring(0, colon),
              word.substring(colon + 1, at),
              Integer.parseInt(word.substring(at + 1))));
    }
    Layout layout = new Layout(row.cell(0), row.number(2), List.copyOf(fields));
    for (String abi : row.words(1, ",")) {
      if (layouts.computeIfAbsent(layout.name(), name -> new HashMap<>()).put(abi, layout)
          != null) {
        throw row.isNot("every structure once for each interface", layout.name() + " " + abi);
      }
    }
  }
}
