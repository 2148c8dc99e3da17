package org.sandtrap.syscall;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words for system calls: families, functions of the C library, classes of strace(1), and the
 * calls themselves. Each word has one meaning; a family that is named like a call is the family.
 * Read from the class path when first asked for; safe for any thread.
 */
public final class Vocabulary {
  private static final Lazy<Vocabulary> LOADED = new Lazy<>(Vocabulary::load);

  private final Map<String, Family> families = new LinkedHashMap<>();
  private final Map<String, LibraryFunction> functions = new LinkedHashMap<>();

  private Vocabulary() {}

  /**
   * Returns what exactly this word means, empty if it is unknown.
   *
   * @throws IllegalStateException if the tables are missing from the class path or broken
   */
  public static Optional<Meaning> find(String word) {
    Vocabulary known = LOADED.get();
    Meaning meaning = known.families.get(word);
    if (meaning == null) {
      meaning = known.functions.get(word);
    }
    if (meaning == null) {
      meaning = SyscallClass.of(word).orElse(null);
    }
    if (meaning == null && SignatureTable.calls().contains(word)) {
      meaning = new NamedCall(word);
    }
    return Optional.ofNullable(meaning);
  }

  /**
   * Returns words that a mistyped one was most likely meant to be, nearest first, at most three. A
   * class may be written without its percent sign.
   */
  public static List<String> near(String word) {
    return Stream.concat(
            SyscallClass.of("%" + word).stream().map(SyscallClass::text),
            Nearest.to(word, words()).stream())
        .distinct()
        .limit(Nearest.MOST)
        .toList();
  }

  /**
   * Returns calls that a mistyped one was most likely meant to be, nearest first, at most three.
   */
  public static List<String> nearCalls(String call) {
    return Nearest.to(call, SignatureTable.calls());
  }

  /** All words: families, functions, classes, calls. */
  static Set<String> words() {
    Set<String> words = new LinkedHashSet<>(families().keySet());
    words.addAll(functions().keySet());
    Stream.of(SyscallClass.values()).map(SyscallClass::text).forEach(words::add);
    words.addAll(SignatureTable.calls());
    return words;
  }

  /** The families in the order of their table. */
  static Map<String, Family> families() {
    return Collections.unmodifiableMap(LOADED.get().families);
  }

  /** The functions of the C library in the order of their table. */
  static Map<String, LibraryFunction> functions() {
    return Collections.unmodifiableMap(LOADED.get().functions);
  }

  private static Vocabulary load() {
    Vocabulary vocabulary = new Vocabulary();
    TabFile.read(
        "families.tsv",
        List.of("family", "members", "what it does", "why these"),
        vocabulary::addFamily);
    TabFile.read(
        "functions.tsv", List.of("functions", "words", "what they do"), vocabulary::addFunctions);
    return vocabulary;
  }

  private void addFamily(TabFile.Row row) {
    Set<Member> members = new LinkedHashSet<>();
    Forms.members(row, 1).forEach(member -> members.addAll(Forms.with(member)));
    Family family = new Family(row.cell(0), List.copyOf(members), row.cell(2), row.cell(3));
    if (families.put(family.word(), family) != null) {
      throw row.isNot("every family once", family.word());
    }
  }

  private void addFunctions(TabFile.Row row) {
    for (String word : row.words(0, " ")) {
      if (functions.put(word, new LibraryFunction(word, row.words(1, " "), row.cell(2))) != null) {
        throw row.isNot("every function once", word);
      }
    }
  }
}
