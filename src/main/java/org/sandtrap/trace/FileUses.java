package org.sandtrap.trace;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.FileUse.Kind;

/** A collector of the uses that a program made of files, in the order of the first of each. */
final class FileUses {
  private final Map<String, Entry> byPath = new LinkedHashMap<>();
  private final Map<String, Entry> byTarget = new HashMap<>();

  /** Paths at which there was no file when the program was last told. */
  private final Set<String> missing = new HashSet<>();

  /** What processes execute by calls of which the trace does not have the return. */
  private final Map<Integer, Entry> executing = new HashMap<>();

  private FileUses() {}

  /** A file, and what is known about it by now. */
  private static final class Entry {
    private final String path;
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private Optional<String> target = Optional.empty();

    private Entry(String path) {
      this.path = path;
    }

    private FileUse use() {
      Set<Kind> known = EnumSet.copyOf(kinds);
      if (known.size() > 1) {
        known.remove(Kind.LOOKED_FOR);
      }
      return new FileUse(path, target, known);
    }
  }

  static List<FileUse> of(Trace trace) {
    FileUses uses = new FileUses();
    for (Event event : trace.events()) {
      if (event instanceof Call call) {
        uses.add(call);
      } else if (event instanceof Exec exec) {
        uses.add(exec);
      }
    }
    return uses.byPath.values().stream().map(Entry::use).toList();
  }

  private void add(Exec exec) {
    Entry given = executing.remove(exec.pid());
    if (given != null) {
      given.kinds.add(Kind.EXECUTED);
    }
    if (!exec.path().isEmpty()) {
      at(exec.path()).kinds.add(Kind.EXECUTED);
    }
  }

  private void add(Call given) {
    Call call = given.direct();
    List<FileUseTable.Row> rows = FileUseTable.of(call.name());
    for (FileUseTable.Row row : rows) {
      entry(call, row).ifPresent(entry -> add(call, row.use(), entry, rows.size() == 1));
    }
  }

  /** To look at an open file, as fstat(2) does, is no use of its own. */
  private Optional<Entry> entry(Call call, FileUseTable.Row row) {
    Optional<String> path = FilePaths.of(call, row.argument());
    if (path.isPresent()) {
      return path.map(this::byPath);
    }
    return call.succeeded() && row.use() != FileUseTable.Use.LOOK
        ? FilePaths.descriptor(call, row.argument()).map(this::at)
        : Optional.empty();
  }

  private Entry byPath(String path) {
    return byPath.computeIfAbsent(path, Entry::new);
  }

  /** The file that a link of the kernel names, perhaps opened by another path. */
  private Entry at(String target) {
    Entry known = byTarget.get(target);
    return known == null ? byPath(target) : known;
  }

  private void add(Call call, FileUseTable.Use use, Entry entry, boolean onlyPath) {
    if (call.succeeded()) {
      succeeded(call, use, entry);
      return;
    }
    entry.kinds.add(Kind.LOOKED_FOR);
    if (onlyPath && call.error().equals(Optional.of(Errno.ENOENT))) {
      missing.add(entry.path);
    } else if (use == FileUseTable.Use.EXECUTE && !call.returned()) {
      executing.put(call.pid(), entry);
    }
  }

  private void succeeded(Call call, FileUseTable.Use use, Entry entry) {
    if (use == FileUseTable.Use.OPEN) {
      opened(call, entry);
    } else {
      entry.kinds.add(kind(use));
    }
    boolean gone =
        use == FileUseTable.Use.DELETE
            || (use == FileUseTable.Use.RENAME_FROM && !OpenFlags.exchanges(call));
    if (gone) {
      missing.add(entry.path);
    } else {
      missing.remove(entry.path);
    }
  }

  private static Kind kind(FileUseTable.Use use) {
    return switch (use) {
      case LOOK, OPEN -> Kind.LOOKED_FOR;
      case CREATE -> Kind.CREATED;
      case DELETE -> Kind.DELETED;
      case RENAME_FROM, RENAME_TO -> Kind.RENAMED;
      case EXECUTE -> Kind.EXECUTED;
      case READ -> Kind.READ;
      case WRITE -> Kind.WRITTEN;
    };
  }

  private void opened(Call call, Entry entry) {
    OpenFlags flags = OpenFlags.of(call);
    if (!flags.opensContent()) {
      entry.kinds.add(Kind.LOOKED_FOR);
      return;
    }
    FilePaths.result(call).ifPresent(target -> led(entry, target));
    if (flags.reads()) {
      entry.kinds.add(Kind.READ);
    }
    if (flags.writes()) {
      entry.kinds.add(Kind.WRITTEN);
    }
    if (flags.creates() && (flags.exclusive() || missing.contains(entry.path))) {
      entry.kinds.add(Kind.CREATED);
    }
    if (entry.kinds.isEmpty()) {
      entry.kinds.add(Kind.LOOKED_FOR);
    }
  }

  private void led(Entry entry, String target) {
    entry.target = Optional.of(target);
    byTarget.put(target, entry);
  }
}
