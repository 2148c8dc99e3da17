package org.sandtrap.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.EntryFacts;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.FileFacts;
import org.sandtrap.tracer.binding.RawDirectory;

/**
 * A survey of what a program has left in its private directory. It never follows a link, opens
 * nothing but directories and regular files, and has bounds for the number of entries, their depth,
 * and the bytes that are read.
 */
public final class DirectorySurvey {
  /** Nothing was left. */
  public static final DirectorySurvey EMPTY = new DirectorySurvey(WantedFiles.NONE);

  /** Enough to see what is there; who wants files needs to find them among others. */
  private static final int MOST_LISTED = 1_000;

  private static final int MOST_SEARCHED = 10_000;

  /** Each level has a descriptor open. */
  private static final int MOST_LEVELS = 64;

  private static final byte[] SLASH = {'/'};

  private final WantedFiles wanted;
  private final int most;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<FileFacts.Identity, Integer> names = new HashMap<>();
  private final List<String> cuts = new ArrayList<>();
  private List<FoundFile> files = List.of();
  private long left; // of the bytes that may be read

  /** An entry, and the names on the way to it. */
  private record Entry(byte[] path, List<byte[]> way, EntryFacts facts, boolean wanted) {}

  private DirectorySurvey(WantedFiles wanted) {
    this.wanted = wanted;
    this.most = wanted.isEmpty() ? MOST_LISTED : MOST_SEARCHED;
    this.left = wanted.most().bytes();
  }

  /** What is in a directory now, and the content of the files that are wanted. */
  static DirectorySurvey of(byte[] directory, WantedFiles wanted) {
    DirectorySurvey survey = new DirectorySurvey(wanted);
    try (RawDirectory top = RawDirectory.open(directory)) {
      survey.list(top, List.of(), false);
      survey.entries.sort(Comparator.comparing(Entry::path, Arrays::compareUnsigned));
      List<FoundFile> found = new ArrayList<>();
      for (Entry entry : survey.entries) {
        found.add(survey.found(top, entry));
      }
      survey.files = List.copyOf(found);
    } catch (ErrnoException e) {
      survey.cuts.add("the private directory cannot be opened (" + Errno.name(e.errno()) + ")");
    }
    return survey;
  }

  /** What was found, in the order of the bytes of the paths. */
  public List<FoundFile> files() {
    return files;
  }

  /** What is not listed, and why; empty when all is. */
  public Optional<String> cut() {
    return cuts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", cuts));
  }

  private void cut(String what) {
    if (!cuts.contains(what)) {
      cuts.add(what);
    }
  }

  private void list(RawDirectory directory, List<byte[]> way, boolean all) throws ErrnoException {
    List<Entry> directories = new ArrayList<>();
    // First the files: much below one directory hides nothing beside it.
    for (List<byte[]> next = directory.next(); !next.isEmpty(); next = directory.next()) {
      for (byte[] name : next) {
        if (entries.size() == most) {
          cut("of more than " + most + " entries only " + most + " are listed");
          return;
        }
        add(directory, way, name, all).ifPresent(directories::add);
      }
    }
    for (Entry below : directories) {
      listBelow(directory, below);
    }
  }

  /** Adds an entry; answers it if it is a directory. */
  private Optional<Entry> add(RawDirectory directory, List<byte[]> way, byte[] name, boolean all) {
    try {
      List<byte[]> whole = new ArrayList<>(way);
      whole.add(name);
      byte[] path = path(whole);
      EntryFacts facts = directory.facts(name);
      boolean asked = all || wanted.match(new String(path, StandardCharsets.UTF_8));
      Entry entry = new Entry(path, List.copyOf(whole), facts, asked);
      entries.add(entry);
      if (facts.kind() == EntryFacts.REGULAR && facts.names() > 1) {
        names.merge(facts.identity(), 1, Integer::sum);
      }
      return facts.kind() == EntryFacts.DIRECTORY ? Optional.of(entry) : Optional.empty();
    } catch (ErrnoException e) {
      return Optional.empty(); // gone meanwhile: something else may write there, too
    }
  }

  private void listBelow(RawDirectory directory, Entry below) throws ErrnoException {
    if (below.way().size() == MOST_LEVELS) {
      cut("what is below more than " + MOST_LEVELS + " directories is not listed");
      return;
    }
    byte[] name = below.way().get(below.way().size() - 1);
    try (RawDirectory entered = directory.enter(name)) {
      list(entered, below.way(), below.wanted());
    } catch (ErrnoException e) {
      String why = Errno.name(e.errno()).equals("EXDEV") ? "is a mount" : Errno.name(e.errno());
      cut("what is below '" + VisibleText.line(text(below.path())) + "' is not listed: " + why);
    }
  }

  private FoundFile found(RawDirectory top, Entry entry) {
    String problem = obstacle(entry);
    byte[] content = {};
    if (problem.isEmpty()) {
      try {
        content = read(top, entry, 0);
        left -= content.length;
      } catch (ErrnoException e) {
        problem = reason(e);
      }
    }
    return new FoundFile(entry.path(), entry.facts(), content, problem);
  }

  /** Why an entry is not read. */
  private String obstacle(Entry entry) {
    EntryFacts facts = entry.facts();
    if (!entry.wanted()) {
      return "nobody asked for it before the run: Sandbox.collect(\"out.txt\"), or collect ="
          + " \"out.txt\" in @Sandboxed";
    }
    if (facts.kind() != EntryFacts.REGULAR) {
      return "only regular files have any; links are not followed";
    }
    if (facts.names() > 1 && names.get(facts.identity()) != facts.names()) {
      return "it is a hard link to a file that has other names outside of the private directory";
    }
    return facts.size() > left ? tooMuch() : "";
  }

  private String tooMuch() {
    return "all that is collected may have "
        + wanted.most()
        + ", of which "
        + left
        + " bytes were left: Sandbox.withCollectLimit(\"64MiB\") allows more";
  }

  private String reason(ErrnoException problem) {
    return switch (Errno.name(problem.errno())) {
      case "EFBIG" -> tooMuch();
      case "ESTALE", "EINVAL" -> "something else changed it after the run";
      default -> "it cannot be read (" + Errno.name(problem.errno()) + ")";
    };
  }

  private byte[] read(RawDirectory directory, Entry entry, int level) throws ErrnoException {
    byte[] name = entry.way().get(level);
    if (level == entry.way().size() - 1) {
      return directory.read(name, entry.facts(), (int) left);
    }
    try (RawDirectory below = directory.enter(name)) {
      return read(below, entry, level + 1);
    }
  }

  private static byte[] path(List<byte[]> way) {
    byte[] path = way.get(0);
    for (byte[] name : way.subList(1, way.size())) {
      path = TextBytes.join(TextBytes.join(path, SLASH), name);
    }
    return path;
  }

  private static String text(byte[] path) {
    return new String(path, StandardCharsets.UTF_8);
  }
}
