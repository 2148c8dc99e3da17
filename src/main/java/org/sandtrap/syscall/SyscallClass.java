package org.sandtrap.syscall;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A set of system calls with something in common, with the name it has in strace(1): {@code %file},
 * {@code %network}. Which calls are in it is in {@code signatures.tsv}, see {@link Signature}.
 */
public enum SyscallClass implements Meaning {
  /** Takes the name of a file. */
  FILE("takes the name of a file"),
  /** Takes, gives or waits for a file descriptor; for sockets see {@link #NETWORK}. */
  DESC("takes, gives or waits for a file descriptor"),
  /** Begins, ends, replaces, signals or awaits a process. */
  PROCESS("begins, ends, replaces, signals or awaits a process"),
  /** Works on a socket. */
  NETWORK("works on a socket"),
  /** Maps memory, or says how mapped memory is treated. */
  MEMORY("maps memory, or says how mapped memory is treated"),
  /** Sends, awaits, blocks or handles signals. */
  SIGNAL("sends, awaits, blocks or handles signals"),
  /** System V semaphores, message queues and shared memory. */
  IPC("works on System V semaphores, message queues or shared memory"),
  /** Reads or changes user, group and capabilities. */
  CREDS("reads or changes user, group and capabilities"),
  /** Reads or sets a clock. */
  CLOCK("reads or sets a clock"),
  /** The relatives of stat(2) that follow symbolic links. */
  STAT("stat(2) and its variants"),
  /** The relatives of lstat(2), which do not. */
  LSTAT("lstat(2) and its variants"),
  /** The relatives of fstat(2), also those with a directory. */
  FSTAT("fstat(2) and its variants, fstatat(2), statx(2)"),
  /** Of the three above any. */
  STAT_LIKE("tells about a file", "%%stat", STAT, LSTAT, FSTAT),
  /** The relatives of statfs(2). */
  STATFS("statfs(2) and its variants"),
  /** The relatives of fstatfs(2). */
  FSTATFS("fstatfs(2) and its variants"),
  /** Of the two above any, and ustat(2). */
  STATFS_LIKE("tells about a file system", "%%statfs", STATFS, FSTATFS),
  /** Takes nothing, changes nothing and always succeeds. */
  PURE("takes nothing, changes nothing and always succeeds");

  private final String description;
  private final String text;
  private final Set<SyscallClass> parts;

  SyscallClass(String description) {
    this.description = description;
    this.text = "%" + name().toLowerCase(Locale.ROOT);
    this.parts = Set.of();
  }

  SyscallClass(String description, String text, SyscallClass... parts) {
    this.description = description;
    this.text = text;
    this.parts = Set.of(parts);
  }

  /** Returns the class with exactly this name: {@code %file}, {@code %%stat}. */
  public static Optional<SyscallClass> of(String text) {
    return Optional.ofNullable(Named.CLASSES.get(text));
  }

  /** The classes by their names, for the tables as well. */
  private static final class Named {
    private static final Map<String, SyscallClass> CLASSES = new HashMap<>();

    static {
      for (SyscallClass value : values()) {
        CLASSES.put(value.text, value);
      }
    }
  }

  /** The name strace gives it, with its sign: {@code %file}. */
  public String text() {
    return text;
  }

  /** What its calls have in common: {@code takes the name of a file}. */
  @Override
  public String description() {
    return description;
  }

  /** The same as {@link #text()}. */
  @Override
  public String word() {
    return text;
  }

  /** The calls that are in it. */
  @Override
  public List<Member> members() {
    return SignatureTable.calls().stream()
        .filter(call -> SignatureTable.classes(call).contains(this))
        .map(Member::of)
        .toList();
  }

  /** The same as {@link #text()}. */
  @Override
  public String toString() {
    return text;
  }

  /** Adds the classes that contain one of these. */
  static Set<SyscallClass> withWhole(Set<SyscallClass> classes) {
    EnumSet<SyscallClass> all = EnumSet.noneOf(SyscallClass.class);
    all.addAll(classes);
    for (SyscallClass whole : values()) {
      if (!Collections.disjoint(whole.parts, classes)) {
        all.add(whole);
      }
    }
    return all;
  }
}
