package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.decode.PathText;

/**
 * The history of files beyond their names: what was written and synced under one name, and got
 * another. Each file has a number; names move from one to another as they do when files are
 * renamed.
 */
final class FileHistory {
  /** The words for the calls that it is made of, in rules. */
  static final List<String> WORDS =
      List.of(
          "open",
          "write",
          "copy",
          "truncate",
          "fallocate",
          "mmap",
          "munmap",
          "sync",
          "rename",
          "link",
          "unlink");

  /** The number that stands for all files, where sync(2) was called. */
  static final int EVERY_FILE = -1;

  private final Map<String, Integer> files = new HashMap<>(); // by their names at the moment
  private final Map<String, Set<Integer>> everNamed = new HashMap<>();
  private final Map<String, String> directories = new HashMap<>(); // with links, and without
  private final List<Mapping> mappings = new ArrayList<>(); // that can be written, and are shared
  private final Set<Long> synchronous = new HashSet<>(); // descriptors with O_SYNC, and process
  private final List<Step> steps = new ArrayList<>();
  private int count;

  private FileHistory() {}

  /** A kind of step in the life of a file. */
  enum Kind {
    /** It was written. */
    WRITE,
    /** What was written before is on the disk. */
    SYNC,
    /** It got another name. */
    RENAME,
    /** Its name was taken away. */
    REMOVE
  }

  /**
   * A step in the life of a file.
   *
   * @param kind its kind
   * @param file the number of the file
   * @param call the call
   * @param from the old name, if it was renamed
   * @param to the new name
   */
  record Step(Kind kind, int file, Call call, String from, String to) {
    boolean isAbout(int other) {
      return file == other || file == EVERY_FILE;
    }

    boolean isBefore(Step other) {
      return call.number() < other.call().number();
    }
  }

  /** A part of a process's memory that is a file's. */
  private record Mapping(int pid, long start, long length, int file) {
    /** Whether the address that a call is given is in it. */
    boolean has(Call call) {
      long address = CallValues.register(call, "addr").orElse(0);
      return call.pid() == pid && Long.compareUnsigned(address - start, length) < 0;
    }
  }

  static FileHistory of(Trace trace) {
    FileHistory history = new FileHistory();
    for (Event event : trace.events()) {
      if (event instanceof Call call && call.succeeded()) {
        history.take(call);
      }
    }
    return history;
  }

  private void take(Call call) {
    FileDeeds.opened(call).ifPresent(this::open);
    write(call);
    switch (call.name()) {
      case "rename", "renameat", "renameat2" -> rename(call);
      case "link", "linkat" ->
          both(call).ifPresent(names -> name(names.get(1), file(names.get(0))));
      case "unlink", "unlinkat", "rmdir" ->
          CallValues.path(call, "pathname").ifPresent(name -> remove(call, known(name)));
      // Not sync_file_range(2), which leaves out how long a file is, see its manual page.
      case "fsync", "fdatasync", "syncfs" ->
          CallValues.target(call, "fd").ifPresent(target -> sync(call, file(target)));
      case "sync" -> sync(call, EVERY_FILE);
      case "msync" -> syncMapped(call);
      case "munmap" -> mappings.removeIf(one -> one.has(call));
      default -> {}
    }
  }

  /** Learns that a directory has another name, where one that was opened has shown it. */
  private void open(FileDeed deed) {
    if (deed.names().size() == 2) {
      String given = deed.names().get(0);
      String real = deed.names().get(1);
      if (PathText.name(given).equals(PathText.name(real))) {
        directories.put(PathText.parent(given), PathText.parent(real));
      }
    }
    long descriptor = key(deed.call(), deed.call().result().orElse(-1));
    if (CallValues.opensWith(deed.call(), "O_DSYNC")) {
      synchronous.add(descriptor);
    } else {
      synchronous.remove(descriptor);
    }
  }

  private static long key(Call call, long number) {
    return (long) call.pid() << 32 ^ number & 0xffff_ffffL;
  }

  private void write(Call call) {
    Optional<FileDeed> deed = FileDeeds.changed(call).filter(one -> !one.names().isEmpty());
    if (deed.isEmpty()) {
      return;
    }
    List<String> names = deed.get().names();
    int file = file(names.get(names.size() - 1));
    add(Kind.WRITE, file, call);
    if (isSynchronous(call)) {
      sync(call, file);
    }
    if (call.name().startsWith("mmap")) {
      long length = CallValues.register(call, "length").orElse(0);
      mappings.add(new Mapping(call.pid(), call.result().orElse(0), length, file));
    }
  }

  private boolean isSynchronous(Call call) {
    long number = CallValues.register(call, "fd").orElse(-1);
    return call.name().contains("write")
        && (synchronous.contains(key(call, number))
            || CallValues.has(call, "flags", "RWF_DSYNC")
            || CallValues.has(call, "flags", "RWF_SYNC"));
  }

  private void syncMapped(Call call) {
    if (CallValues.has(call, "flags", "MS_SYNC")) {
      mappings.stream().filter(one -> one.has(call)).forEach(one -> sync(call, one.file()));
    }
  }

  private void rename(Call call) {
    both(call)
        .ifPresent(
            names -> {
              String from = known(names.get(0));
              String to = known(names.get(1));
              int file = file(from);
              Optional<Integer> other = Optional.ofNullable(files.get(to));
              files.remove(from);
              name(to, file);
              renameBelow(from, to);
              if (CallValues.has(call, "flags", "RENAME_EXCHANGE")) {
                other.ifPresent(one -> name(from, one));
              }
              steps.add(new Step(Kind.RENAME, file, call, from, to));
            });
  }

  /** What is in a directory gets other names with it. */
  private void renameBelow(String from, String to) {
    List<String> inside =
        files.keySet().stream().filter(name -> name.startsWith(from + "/")).toList();
    for (String name : inside) {
      name(to + name.substring(from.length()), files.remove(name));
    }
  }

  private static Optional<List<String>> both(Call call) {
    Optional<String> to = CallValues.path(call, "newpath");
    return CallValues.path(call, "oldpath").flatMap(from -> to.map(one -> List.of(from, one)));
  }

  private void remove(Call call, String name) {
    Integer file = files.remove(name);
    steps.add(new Step(Kind.REMOVE, file == null ? file(name) : file, call, name, ""));
    files.remove(name);
  }

  /** The steps that took this name away from what it named. */
  List<Step> removals(String name) {
    return steps.stream()
        .filter(step -> step.kind() == Kind.REMOVE || step.kind() == Kind.RENAME)
        .filter(step -> step.from().equals(name))
        .toList();
  }

  private void sync(Call call, int file) {
    add(Kind.SYNC, file, call);
  }

  private void add(Kind kind, int file, Call call) {
    steps.add(new Step(kind, file, call, "", ""));
  }

  private int file(String name) {
    String known = known(name);
    if (!files.containsKey(known)) {
      name(known, count++);
    }
    return files.get(known);
  }

  private void name(String name, int file) {
    files.put(known(name), file);
    everNamed.computeIfAbsent(known(name), any -> new HashSet<>()).add(file);
  }

  /** The name with the directory's links resolved, where that is known. */
  String known(String name) {
    String parent = PathText.parent(name);
    String real = directories.getOrDefault(parent, parent);
    return (real.equals("/") ? "" : real) + "/" + PathText.name(name);
  }

  /** The numbers of all files that have ever had a name. */
  Set<Integer> files(String name) {
    return everNamed.getOrDefault(known(name), Set.of());
  }

  /** The steps of one kind in the life of a file, in their order. */
  List<Step> steps(Kind kind, int file) {
    return steps.stream().filter(step -> step.kind() == kind && step.isAbout(file)).toList();
  }

  /** The renames to a name. */
  List<Step> renamesTo(String name) {
    return steps.stream().filter(step -> step.to().equals(known(name))).toList();
  }
}
