package org.sandtrap.limit;

/** A resource of a run that can be limited. */
// Where each is enforced is listed in package-info of org.sandtrap.tracer.
public enum Limit {
  /** Time on the clock; when it is reached the run ends. */
  WALL(
      "wall",
      "wall time",
      Kind.DURATION,
      Effect.STOPS,
      "Time on the clock from the start of the program to its end, also while it sleeps or waits."),
  /** CPU time of the whole tree; when it is reached the run ends. */
  CPU(
      "cpu",
      "CPU time",
      Kind.DURATION,
      Effect.CONVICTS,
      "CPU time of all processes and threads together, in user mode and in the kernel, orphans"
          + " too."),
  /** Time without doing anything; when it is reached the run ends. */
  IDLE(
      "idle",
      "idle time",
      Kind.DURATION,
      Effect.STOPS,
      "Time on the clock in which no process uses the CPU or waits for storage, without a break."),
  /**
   * Resident memory of the whole tree; when it is exceeded the run ends. Where the kernel enforces
   * it, in a control group, that is when more is asked for, and what is in memory without being
   * mapped counts as well: files on a tmpfs(5), memfd_create(2), data in pipes, page tables.
   * Elsewhere pages that processes share count once.
   */
  MEMORY(
      "memory",
      "memory",
      Kind.SIZE,
      Effect.CONVICTS,
      "Memory that is resident, of all processes together; memory that is only reserved does not"
          + " count."),
  /** Address space of each process; beyond it the kernel refuses to map memory (ENOMEM). */
  ADDRESS_SPACE(
      "addressSpace",
      "address space",
      Kind.SIZE,
      Effect.REFUSES,
      "Address space of each process, reserved or used (RLIMIT_AS); beyond it calls fail with"
          + " ENOMEM."),
  /**
   * Stack of the first thread of each process; beyond it the kernel sends SIGSEGV. Where nothing is
   * said it is this JVM's limit; {@code unlimited} is none.
   */
  STACK(
      "stack",
      "stack",
      Kind.SIZE,
      Effect.REFUSES,
      "Stack of each process's first thread (RLIMIT_STACK); growing beyond it is a SIGSEGV."),
  /** Bytes written to standard output and standard error; when it is exceeded the run ends. */
  OUTPUT(
      "output",
      "output",
      Kind.SIZE,
      Effect.CONVICTS,
      "Bytes that the program and all its children write to standard output and standard error,"
          + " together; what is discarded does not count."),
  /**
   * Size of each file written; a file is cut exactly there, and the run ends, whatever call brings
   * the file there and whether the program sees the signal (SIGXFSZ) or not. A write that is cut is
   * found within a twentieth of a second, or at the end: until then the file may have one byte
   * more. A file that was longer before, and descriptors that the program is sent from outside, end
   * the run by the signal only.
   */
  FILE_SIZE(
      "fileSize",
      "file size",
      Kind.SIZE,
      Effect.CONVICTS,
      "Size of each file that is written (RLIMIT_FSIZE); the file is cut exactly there."),
  /**
   * Bytes in the private directory; when it is exceeded the run ends. Files without a name, such as
   * those of tmpfile(3), count as long as a process has them open: while the run lasts somebody
   * looks at least ten times a second, and once more before a process ends or executes another
   * program. What is unlinked and closed before that takes no space any more. Files in memory, of
   * memfd_create(2), are memory.
   */
  DISK(
      "disk",
      "disk space",
      Kind.SIZE,
      Effect.CONVICTS,
      "Disk space of everything in the run's private directory, the one TMPDIR names."),
  /** Files in the private directory; when it is exceeded the run ends. */
  FILES(
      "files",
      "files",
      Kind.COUNT,
      Effect.CONVICTS,
      "Files and directories in the run's private directory, the one TMPDIR names."),
  /** Processes alive at once; when it is exceeded the run ends. */
  PROCESSES(
      "processes",
      "processes",
      Kind.COUNT,
      Effect.CONVICTS,
      "Processes alive at once, the main process and those included that ended and were not waited"
          + " for."),
  /** Threads alive at once in all processes; beyond it creating one fails with EAGAIN. */
  THREADS(
      "threads",
      "threads",
      Kind.COUNT,
      Effect.REFUSES,
      "Threads alive at once in all processes, the first of each included; beyond it calls fail"
          + " with EAGAIN."),
  /** Descriptors of each process; beyond it opening one fails with EMFILE. */
  OPEN_FILES(
      "openFiles",
      "open files",
      Kind.COUNT,
      Effect.REFUSES,
      "Descriptors that each process may have open (RLIMIT_NOFILE); beyond it calls fail with"
          + " EMFILE.");

  /** The consequence of reaching a limit. */
  private enum Effect {
    /** The run is ended, unless the program ends by itself before that. */
    STOPS,
    /** The run is ended, and whatever the program did after that does not count. */
    CONVICTS,
    /** Calls fail, and the program goes on. */
    REFUSES
  }

  private final String attribute;
  private final String plainName;
  private final Kind kind;
  private final Effect effect;
  private final String description;

  Limit(String attribute, String plainName, Kind kind, Effect effect, String description) {
    this.attribute = attribute;
    this.plainName = plainName;
    this.kind = kind;
    this.effect = effect;
    this.description = description;
  }

  /** The name in annotations and error messages: {@code wall}. */
  public String attribute() {
    return attribute;
  }

  /** The name in sentences: {@code wall time}. */
  public String plainName() {
    return plainName;
  }

  /** What its values are. */
  public Kind kind() {
    return kind;
  }

  /** Whether the run ends there; else calls fail, and the program may go on. */
  public boolean endsRun() {
    return effect != Effect.REFUSES;
  }

  /**
   * Whether having exceeded it is a fact, whatever the program did afterwards; else a program that
   * ended by itself before it could be stopped has kept the limit.
   */
  public boolean conclusive() {
    return effect != Effect.STOPS;
  }

  /** What is counted, one sentence. */
  public String description() {
    return description;
  }

  /** The same as {@link #plainName()}. */
  @Override
  public String toString() {
    return plainName;
  }
}
