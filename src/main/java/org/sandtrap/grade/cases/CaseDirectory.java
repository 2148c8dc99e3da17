package org.sandtrap.grade.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sandtrap.grade.check.Tokens;
import org.sandtrap.launch.VisibleText;

/**
 * A reader of directories of cases. A case is a file {@code NAME.in} with what is right in {@code
 * NAME.ans} or {@code NAME.out}; {@code NAME.args} holds arguments, one each line, and {@code
 * NAME.yaml} settings. A directory is a group, and {@code group.yaml} in it has settings for all in
 * it. Cases come before groups, in the order of their names as bytes compare: {@code 10} is before
 * {@code 9}, and {@code 09} before both.
 */
public final class CaseDirectory {
  private static final String INPUT = "in";
  private static final Set<String> ANSWERS = Set.of("ans", "out");
  private static final String ARGUMENTS = "args";
  private static final String SETTINGS = "yaml";
  private static final String GROUP = "group.yaml";

  /** What people put beside cases to read it themselves. */
  private static final Set<String> NOTES = Set.of("md", "txt", "desc", "hint", "png", "jpg", "svg");

  private static final int DEEPEST = 16;

  private final Path directory;

  private CaseDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads the cases in a directory and below.
   *
   * @throws CaseException when there is none, one has no answer or two, or there is something else
   */
  public static CaseGroup read(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CaseException(
          directory.toAbsolutePath()
              + " is no directory. Expected cases in it: NAME.in with NAME.ans.");
    }
    CaseGroup root;
    try {
      root = new CaseDirectory(directory).read(directory, "", CaseSettings.NONE, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (root.all().findAny().isEmpty()) {
      throw new CaseException(
          directory.toAbsolutePath() + " has no cases. Expected NAME.in with NAME.ans in it.");
    }
    return root;
  }

  private CaseGroup read(Path here, String name, CaseSettings outer, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new CaseException(here + " is more than " + DEEPEST + " directories deep.");
    }
    CaseSettings own = CaseSettingsFile.ofGroup(here.resolve(GROUP));
    CaseSettings settings = own.within(outer);
    String prefix = name.isEmpty() ? "" : name + "/";
    SortedMap<String, SortedMap<String, Path>> files = new TreeMap<>();
    List<CaseGroup> groups = new ArrayList<>();
    for (Path entry : entries(here)) {
      String file = entry.getFileName().toString();
      if (file.startsWith(".") || file.equals(GROUP)) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        groups.add(read(entry, prefix + checked(entry, file), settings, depth + 1));
      } else {
        add(entry, file, files);
      }
    }
    List<Case> cases = new ArrayList<>();
    for (Map.Entry<String, SortedMap<String, Path>> one : files.entrySet()) {
      cases.add(of(prefix + one.getKey(), one.getValue(), settings));
    }
    return new CaseGroup(name, own, groups, cases);
  }

  private static List<Path> entries(Path here) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(here)) {
      all.forEach(entries::add);
    }
    entries.sort(Comparator.comparing(Path::getFileName));
    return entries;
  }

  private static void add(
      Path entry, String name, SortedMap<String, SortedMap<String, Path>> files) {
    int dot = name.lastIndexOf('.');
    String kind = name.substring(dot + 1);
    if (dot > 0 && isKnown(kind)) {
      String base = checked(entry, name.substring(0, dot));
      files.computeIfAbsent(base, key -> new TreeMap<>()).put(kind, entry);
    } else if (dot <= 0 || !NOTES.contains(kind)) {
      throw new CaseException(
          VisibleText.line(entry.toString())
              + " belongs to no case. Expected NAME.in, NAME.ans or NAME.out, NAME.args, NAME.yaml,"
              + " group.yaml, and for people "
              + NOTES.stream().sorted().map(note -> "." + note).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private static String checked(Path entry, String name) {
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new CaseException(
          VisibleText.line(entry.toString()) + " has a control character in its name.");
    }
    return name;
  }

  private static boolean isKnown(String kind) {
    return kind.equals(INPUT)
        || ANSWERS.contains(kind)
        || kind.equals(ARGUMENTS)
        || kind.equals(SETTINGS);
  }

  private Case of(String name, SortedMap<String, Path> files, CaseSettings group)
      throws IOException {
    List<Path> answers = ANSWERS.stream().filter(files::containsKey).map(files::get).toList();
    Path input = files.get(INPUT);
    if (input == null) {
      throw new CaseException(
          files.values().iterator().next() + " has no input. Expected " + path(name, INPUT) + ".");
    }
    if (answers.isEmpty()) {
      throw new CaseException(
          input
              + " has no answer. Expected "
              + path(name, "ans")
              + " or "
              + path(name, "out")
              + ".");
    }
    if (answers.size() > 1) {
      throw new CaseException(
          input + " has two answers, .ans and .out. Leave one of them, the right one.");
    }
    CaseSettings settings =
        files.containsKey(SETTINGS)
            ? CaseSettingsFile.ofCase(files.get(SETTINGS)).within(group)
            : CaseSettings.NONE.within(group);
    List<String> arguments =
        files.containsKey(ARGUMENTS) ? Files.readAllLines(files.get(ARGUMENTS)) : List.of();
    return new Case(
        name, Case.in(input), Case.in(answers.get(0)), arguments, settings, new Tokens());
  }

  private String path(String name, String kind) {
    return directory.resolve(name + "." + kind).toString();
  }
}
