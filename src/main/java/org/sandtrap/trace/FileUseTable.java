package org.sandtrap.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sandtrap.syscall.TabFile;

/** The table {@code file-uses.tsv}: what calls do with files. Read when first asked for. */
final class FileUseTable {
  private static final String FILE = "file-uses.tsv";

  private final Map<String, List<Row>> rows = new HashMap<>();

  private FileUseTable() {}

  /** The use that a call makes of a file, if it succeeds. */
  enum Use {
    LOOK,
    OPEN,
    CREATE,
    DELETE,
    RENAME_FROM,
    RENAME_TO,
    EXECUTE,
    READ,
    WRITE
  }

  /**
   * A row of the table.
   *
   * @param argument a path, the address of a local socket, or the descriptor of a file
   * @param use what the call does with it
   */
  record Row(String argument, Use use) {}

  /** The table in memory. */
  private static final class Loaded {
    private static final FileUseTable TABLE = load();
  }

  /** What a call does with files; nothing if it is not in the table. */
  static List<Row> of(String call) {
    return Loaded.TABLE.rows.getOrDefault(call, List.of());
  }

  /** The names of the calls in the table; for the tests. */
  static Set<String> calls() {
    return Set.copyOf(Loaded.TABLE.rows.keySet());
  }

  private static FileUseTable load() {
    FileUseTable table = new FileUseTable();
    TabFile.read(FileUseTable.class, FILE, List.of("call", "argument", "use"), table::add);
    return table;
  }

  private void add(TabFile.Row row) {
    rows.computeIfAbsent(row.cell(0), call -> new ArrayList<>())
        .add(new Row(row.cell(1), use(row)));
  }

  private static Use use(TabFile.Row row) {
    String word = row.cell(2).toUpperCase(Locale.ROOT).replace('-', '_');
    for (Use use : Use.values()) {
      if (use.name().equals(word)) {
        return use;
      }
    }
    throw row.isNot("a use such as look or rename-from", row.cell(2));
  }
}
