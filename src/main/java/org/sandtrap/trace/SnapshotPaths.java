package org.sandtrap.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.trace.decode.PathText;

/**
 * The replacement of paths that differ from run to run or from host to host. Texts are read as
 * ISO-8859-1 so that every byte of them is kept.
 */
final class SnapshotPaths {
  private static final int SHORTEST_RANDOM = 6;
  private static final String BEGINNING = "(?<![A-Za-z0-9_.-])";
  private static final Pattern NAME = Pattern.compile("[^/\\x00-\\x20\"':;,]+");
  private static final String NO_PART_BEFORE = "(?<![A-Za-z0-9_./-])";
  private static final String NO_PART = "(?![A-Za-z0-9_.-])";

  /** Paths and what stands for them, the first that fits first; nothing: a temporary directory. */
  private final Map<Pattern, String> rules = new LinkedHashMap<>();

  private final Map<String, String> directories = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> randomNames;

  /**
   * The replacement for a trace.
   *
   * @param trace the trace, in which the names of temporary files are looked for
   * @param replaced paths and what stands for them, the first that fits first
   */
  SnapshotPaths(Trace trace, Map<String, String> replaced) {
    List<String> roots = new ArrayList<>(replaced.keySet());
    temporaryRoots().stream().filter(root -> !replaced.containsKey(root)).forEach(roots::add);
    // What is below another one is to be found before that.
    roots.sort(Comparator.comparing(String::length).reversed());
    for (String root : roots) {
      String placeholder = replaced.get(root);
      String quoted = Pattern.quote(latin(root));
      if (placeholder == null) {
        rules.put(Pattern.compile(NO_PART_BEFORE + quoted + "/+(" + NAME + ")"), "");
      } else {
        rules.put(Pattern.compile(BEGINNING + quoted + NO_PART), placeholder);
      }
    }
    randomNames = randomNames(trace);
  }

  private static Set<String> temporaryRoots() {
    return Stream.of(
            Optional.ofNullable(System.getProperty("java.io.tmpdir")),
            Optional.ofNullable(System.getenv("TMPDIR")),
            Optional.of("/tmp"),
            Optional.of("/var/tmp"))
        .flatMap(Optional::stream)
        .map(PathText::normal)
        .filter(root -> root.startsWith("/") && root.length() > 1)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The names that mkstemp(3), mkdtemp(3) and the like made: exclusively, for the owner alone, in a
   * directory that is temporary.
   */
  private Set<String> randomNames(Trace trace) {
    Set<String> random = new LinkedHashSet<>();
    for (Event event : trace.events()) {
      if (event instanceof Call call && TemporaryFiles.makes(call)) {
        Optional<String> path = FilePaths.of(call, "pathname");
        String whole = path.map(SnapshotPaths::latin).orElse("");
        String name = whole.substring(whole.lastIndexOf('/') + 1);
        if (name.length() >= SHORTEST_RANDOM && isTemporary(whole)) {
          random.add(name);
        }
      }
    }
    return random;
  }

  private boolean isTemporary(String path) {
    return rules.entrySet().stream()
        .anyMatch(rule -> rule.getValue().isEmpty() && rule.getKey().matcher(path).lookingAt());
  }

  /** The text with placeholders. */
  byte[] replace(byte[] text) {
    return bytes(replace(new String(text, StandardCharsets.ISO_8859_1)));
  }

  private String replace(String text) {
    String replaced = text;
    for (Map.Entry<Pattern, String> rule : rules.entrySet()) {
      if (replaced.indexOf('/') >= 0) {
        replaced =
            rule.getKey()
                .matcher(replaced)
                .replaceAll(found -> Matcher.quoteReplacement(placeholder(rule.getValue(), found)));
      }
    }
    return randomNames.isEmpty()
        ? replaced
        : NAME.matcher(replaced).replaceAll(found -> Matcher.quoteReplacement(name(found.group())));
  }

  private String placeholder(String fixed, MatchResult found) {
    return fixed.isEmpty() ? numbered(directories, "$TMPDIR", found.group(1)) : fixed;
  }

  private String name(String name) {
    return randomNames.contains(name) ? numbered(names, "$TMPNAME", name) : name;
  }

  private static String numbered(Map<String, String> known, String placeholder, String name) {
    return known.computeIfAbsent(name, key -> placeholder + (known.size() + 1));
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }
}
