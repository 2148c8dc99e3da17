package org.sandtrap.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.RawIpc;
import org.sandtrap.tracer.binding.RawIpc.Kind;

/**
 * The objects of System V that processes of a run have made or used and left, as {@code
 * /proc/sysvipc} lists them. The kernel remembers which process made shared memory, and which ones
 * used a queue or a semaphore last; what was made and never used is nobody's.
 */
public final class SharedObjects {
  /** Bytes of the titles of a table and its first row, and more. */
  private static final int FIRST_LINES = 1024;

  private static final String TABLES = "/proc/sysvipc/";

  /**
   * Bytes of a table; there are at most 32000 objects of a kind, unless the kernel was told more.
   */
  private static final int MOST = 1 << 24;

  /** More of them in one set take a call each, for nothing new. */
  private static final int SEMAPHORES_ASKED = 64;

  private final Set<Integer> processes;
  private final long begun;
  private final List<Found> found = new ArrayList<>();

  /**
   * An object.
   *
   * @param kind its kind
   * @param id its number
   * @param key what programs find it by, 0 for none
   * @param size bytes of memory or of messages, or the number of semaphores
   */
  public record Found(Kind kind, int id, int key, long size) {}

  private SharedObjects(Set<Integer> processes, long begun) {
    this.processes = processes;
    this.begun = begun;
  }

  /**
   * Removes what a run has left.
   *
   * @param processes the processes of the run
   * @param begun when it began, in seconds since 1970: what is older is of others that had the same
   *     ids
   * @return what was removed
   */
  public static List<Found> remove(Set<Integer> processes, long begun) {
    SharedObjects objects = new SharedObjects(processes, begun);
    objects.look("shm", Kind.MEMORY);
    objects.look("msg", Kind.MESSAGES);
    objects.look("sem", Kind.SEMAPHORES);
    objects.found.removeIf(one -> !RawIpc.remove(one.kind(), one.id()));
    return List.copyOf(objects.found);
  }

  private void look(String table, Kind kind) {
    byte[] path = (TABLES + table).getBytes(StandardCharsets.US_ASCII);
    if (!hasRows(path)) {
      return;
    }
    try {
      String content = new String(RawFiles.content(path, MOST), StandardCharsets.US_ASCII);
      String[] lines = content.split("\n");
      List<String> titles = fields(lines[0]);
      for (int i = 1; i < lines.length; i++) {
        look(kind, new Row(titles, fields(lines[i])));
      }
    } catch (ErrnoException e) {
      // a kernel without System V, or a container that hides the table: then nothing is known
    }
  }

  /** Most hosts have no objects, and to read a line is much faster than to read a file. */
  private static boolean hasRows(byte[] path) {
    Optional<byte[]> head = RawFiles.head(path, FIRST_LINES);
    int lines = 0;
    for (byte one : head.orElse(new byte[0])) {
      lines += one == '\n' ? 1 : 0;
    }
    return lines > 1;
  }

  private static List<String> fields(String line) {
    return List.of(line.strip().split("\\s+"));
  }

  private void look(Kind kind, Row row) {
    boolean ours =
        row.number("ctime") >= begun
            && switch (kind) {
              case MEMORY -> isOurs(row.number("cpid"));
              case MESSAGES -> isOurs(row.number("lspid")) || isOurs(row.number("lrpid"));
              case SEMAPHORES -> isUsed((int) row.number("semid"), row.number("nsems"));
            };
    if (ours) {
      int key = (int) row.number("key");
      found.add(
          switch (kind) {
            case MEMORY -> new Found(kind, (int) row.number("shmid"), key, row.number("size"));
            case MESSAGES -> new Found(kind, (int) row.number("msqid"), key, row.number("cbytes"));
            case SEMAPHORES -> new Found(kind, (int) row.number("semid"), key, row.number("nsems"));
          });
    }
  }

  private boolean isOurs(long pid) {
    return processes.contains((int) pid);
  }

  private boolean isUsed(int id, long semaphores) {
    for (int i = 0; i < Math.min(semaphores, SEMAPHORES_ASKED); i++) {
      if (isOurs(RawIpc.lastUser(id, i))) {
        return true;
      }
    }
    return false;
  }

  /** A line of a table. */
  private record Row(List<String> titles, List<String> fields) {
    private long number(String title) {
      return Long.parseLong(fields.get(titles.indexOf(title)));
    }
  }
}
