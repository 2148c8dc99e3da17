package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;

/** The changes that calls make to the file system: of contents, names and attributes. */
final class FileChanges {
  /** The words for all calls that change something, in rules. */
  static final List<String> WORDS = words();

  private static final String TERMINALS = "/dev/pts/";

  private static final Map<String, Function<Call, Optional<FileDeed>>> KINDS = kinds();

  private FileChanges() {}

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    words.addAll(FileDeeds.CREATING);
    words.addAll(FileDeeds.DELETING);
    words.addAll(FileDeeds.WRITING);
    words.addAll(FileDeeds.ATTRIBUTES);
    return words.stream().distinct().toList();
  }

  /** What was done, as a verb before the name. A new name is made, an old one is lost. */
  private static Map<String, Function<Call, Optional<FileDeed>>> kinds() {
    Map<String, Function<Call, Optional<FileDeed>>> kinds = new LinkedHashMap<>();
    kinds.put("renamed", FileDeeds::renamed);
    kinds.put("created", FileDeeds::created);
    kinds.put("deleted", FileDeeds::deleted);
    kinds.put("wrote", FileDeeds::changed);
    kinds.put("changed attributes of", FileDeeds::attributed);
    return kinds;
  }

  /** The calls of a trace that changed something for which a condition holds, each once. */
  static List<Offence> of(Trace trace, Predicate<FileDeed> condition) {
    Stream<Offence> mapped =
        SharedMappings.changed(trace).stream()
            .filter(deed -> !isExempt(deed))
            .filter(condition)
            .map(deed -> offence("wrote", deed));
    return Stream.concat(
            trace.events().stream().flatMap(event -> of(event, condition).stream()), mapped)
        .sorted(Comparator.comparingInt(one -> one.event().number()))
        .toList();
  }

  /** The deeds by which files are written, or may be from then on, in their order. */
  static List<FileDeed> written(Trace trace) {
    return Stream.concat(
            trace.calls().stream().flatMap(call -> FileDeeds.changed(call).stream()),
            SharedMappings.changed(trace).stream())
        .sorted(Comparator.comparingInt(deed -> deed.call().number()))
        .toList();
  }

  private static Optional<Offence> of(Event event, Predicate<FileDeed> condition) {
    return event instanceof Call call
        ? KINDS.entrySet().stream()
            .flatMap(kind -> of(call, kind.getKey(), kind.getValue(), condition))
            .findFirst()
        : Optional.empty();
  }

  private static Stream<Offence> of(
      Call call,
      String verb,
      Function<Call, Optional<FileDeed>> kind,
      Predicate<FileDeed> condition) {
    return kind.apply(call).stream()
        .filter(deed -> !isExempt(deed))
        .filter(condition)
        .map(deed -> offence(verb, deed));
  }

  private static Offence offence(String verb, FileDeed deed) {
    return new Offence(deed.call(), "it " + verb + " " + deed.text());
  }

  /**
   * Whether a deed changes nothing that is kept: a device may be opened and written. Its name and
   * its mode are kept as those of any file.
   */
  private static boolean isExempt(FileDeed deed) {
    boolean opensOrWrites =
        FileDeeds.opened(deed.call()).isPresent()
            || FileDeeds.changed(deed.call()).isPresent()
            || deed.call().name().contains("mprotect");
    return opensOrWrites && deed.lastName().filter(FileChanges::keepsNothing).isPresent();
  }

  private static boolean keepsNothing(String path) {
    return FileDeeds.DEVICES.contains(path) || path.startsWith(TERMINALS);
  }
}
