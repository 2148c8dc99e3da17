package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.TabFile;

/**
 * The table {@code captures.tsv}: what is copied out of a program's memory for a call. Read when
 * first asked for; safe for any thread.
 */
public final class CaptureTable {
  private static final String FILE = "/org/sandtrap/trace/captures.tsv";
  private static final String ALL = "all";
  private static final Map<Syscall, List<Capture>> KNOWN = new ConcurrentHashMap<>();

  /** The rows by the name of the call, then by its pattern, then by the interface. */
  private final Map<String, Map<String, Map<String, List<String>>>> rows = new TreeMap<>();

  private CaptureTable() {}

  /** The table in memory. */
  private static final class Loaded {
    private static final CaptureTable TABLE = load();
  }

  /**
   * What is copied for a call: what its row says, and the texts that its signature names. Nothing
   * for a number that Linux does not know.
   *
   * @throws IllegalStateException if the tables are missing from the class path or broken
   */
  public static List<Capture> of(Syscall call) {
    return KNOWN.computeIfAbsent(
        call,
        key ->
            Signature.of(key)
                .map(signature -> Loaded.TABLE.captures(key, signature))
                .orElse(List.of()));
  }

  /** The names of the calls that have rows; for the tests. */
  static Set<String> calls() {
    return Loaded.TABLE.rows.keySet();
  }

  private List<Capture> captures(Syscall call, Signature signature) {
    List<Capture> captures = new ArrayList<>();
    signature.arguments().forEach(argument -> addImplied(argument, captures));
    rows.getOrDefault(signature.call(), Map.of())
        .forEach(
            (pattern, byInterface) -> {
              CaptureParser parser = new CaptureParser(call.abi(), signature, pattern);
              byInterface
                  .getOrDefault(call.abi().text(), byInterface.getOrDefault(ALL, List.of()))
                  .forEach(word -> captures.add(parser.parse(word)));
            });
    return List.copyOf(captures);
  }

  private static void addImplied(Argument argument, List<Capture> captures) {
    switch (argument.kind()) {
      case PATH, STRING -> captures.add(CaptureParser.text(argument, Capture.Kind.STRING));
      case STRINGS -> captures.add(CaptureParser.text(argument, Capture.Kind.STRINGS));
      default -> {}
    }
  }

  private static CaptureTable load() {
    CaptureTable table = new CaptureTable();
    TabFile.read(CaptureTable.class, FILE, List.of("call", "interfaces", "captures"), table::add);
    return table;
  }

  private void add(TabFile.Row row) {
    String pattern = row.cell(0);
    String call = pattern.contains("(") ? pattern.substring(0, pattern.indexOf('(')) : pattern;
    for (String abi : row.words(1, ",")) {
      if (rows.computeIfAbsent(call, name -> new TreeMap<>())
              .computeIfAbsent(pattern, name -> new TreeMap<>())
              .put(abi, row.words(2, " "))
          != null) {
        throw row.isNot("every call once for each interface", pattern + " " + abi);
      }
    }
  }
}
