package org.sandtrap.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.syscall.TabFile;

/**
 * The table {@code snapshot-values.tsv}: what differs from run to run, and the placeholders that
 * stand for it. Read when first asked for.
 */
final class SnapshotValues {
  private static final String FILE = "snapshot-values.tsv";
  private static final Set<String> PLACES = Set.of("result", "argument", "field");

  /** Placeholders by the place and the name. */
  private final Map<String, String> placeholders = new HashMap<>();

  private SnapshotValues() {}

  /** The table in memory. */
  private static final class Loaded {
    private static final SnapshotValues TABLE = load();
  }

  /** What stands for the result of a call. */
  static Optional<String> result(String call) {
    return find("result " + call);
  }

  /** What stands for an argument of a call. */
  static Optional<String> argument(String call, String argument) {
    return find("argument " + call + "." + argument);
  }

  /** What stands for a field of a structure. */
  static Optional<String> field(String name) {
    return find("field " + name);
  }

  private static Optional<String> find(String key) {
    return Optional.ofNullable(Loaded.TABLE.placeholders.get(key));
  }

  private static SnapshotValues load() {
    SnapshotValues table = new SnapshotValues();
    TabFile.read(
        SnapshotValues.class,
        FILE,
        List.of("place", "name", "placeholder"),
        row -> {
          if (!PLACES.contains(row.cell(0))) {
            throw row.isNot("result, argument or field", row.cell(0));
          }
          table.placeholders.put(row.cell(0) + " " + row.cell(1), row.cell(2));
        });
    return table;
  }
}
