package org.sandtrap.tracer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;

/**
 * The figures of a run at one moment, as {@code struct st_totals} and {@code struct st_process} of
 * {@code native/tracer.h} tell them.
 *
 * @param ended the sums of all processes that have ended
 * @param living each process that lives
 * @param stops how often a thread was stopped
 * @param treePeak the largest sum of resident sizes seen
 * @param processes how many were created
 * @param threads how many were created besides the first of each process
 * @param mostProcesses the most at once
 * @param mostThreads the most at once
 */
record Account(
    Figures ended,
    List<Figures> living,
    long stops,
    long treePeak,
    long processes,
    long threads,
    int mostProcesses,
    int mostThreads) {
  private static final int NAME_SIZE = 16;

  static Account read(byte[] bytes, int count) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    List<Figures> living = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = Layout.TOTALS_SIZE + i * Layout.PROCESS_SIZE;
      int pid = in.getInt(at);
      int parent = in.getInt(at + Integer.BYTES);
      int missing = in.getInt(at + 2 * Integer.BYTES);
      living.add(Figures.read(in, at + Layout.PROCESS_USAGE, pid, parent, missing));
    }
    in.position(Layout.TOTALS_STOPS);
    long stops = in.getLong();
    long treePeak = in.getLong();
    long processes = in.getLong();
    long threads = in.getLong();
    in.getLong(); // those alive
    int mostProcesses = in.getInt();
    int mostThreads = in.getInt();
    Figures ended = Figures.read(in, 0, 0, 0, in.getInt());
    return new Account(
        ended, living, stops, treePeak, processes, threads, mostProcesses, mostThreads);
  }

  /**
   * {@code struct st_usage}, of one process or added up. Nanoseconds and bytes.
   *
   * @param missing what is not told, as bits; see {@link Gap}
   */
  record Figures(
      int pid,
      int parent,
      int missing,
      long user,
      long system,
      long peakMemory,
      long peakVirtual,
      long minorFaults,
      long majorFaults,
      long voluntary,
      long involuntary,
      long read,
      long written,
      long storageRead,
      long storageWritten,
      long born,
      int threads,
      int signals,
      String name) {
    static Figures read(ByteBuffer in, int at, int pid, int parent, int missing) {
      ByteBuffer from = in.duplicate().order(ByteOrder.nativeOrder()).position(at);
      return new Figures(
          pid,
          parent,
          missing,
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getLong(),
          from.getInt(),
          from.getInt(),
          name(from));
    }

    static String name(ByteBuffer from) {
      byte[] bytes = new byte[NAME_SIZE];
      from.get(bytes);
      int length = 0;
      while (length < NAME_SIZE && bytes[length] != 0) {
        length++;
      }
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    Figures plus(Figures more) {
      return new Figures(
          pid,
          parent,
          missing | more.missing,
          user + more.user,
          system + more.system,
          Math.max(peakMemory, more.peakMemory),
          Math.max(peakVirtual, more.peakVirtual),
          minorFaults + more.minorFaults,
          majorFaults + more.majorFaults,
          voluntary + more.voluntary,
          involuntary + more.involuntary,
          read + more.read,
          written + more.written,
          storageRead + more.storageRead,
          storageWritten + more.storageWritten,
          born,
          threads + more.threads,
          signals + more.signals,
          name);
    }

    Optional<Transfer> transfer() {
      return Gap.TRANSFER.isIn(missing)
          ? Optional.empty()
          : Optional.of(
              new Transfer(
                  ByteSize.ofBytes(read),
                  ByteSize.ofBytes(written),
                  ByteSize.ofBytes(storageRead),
                  ByteSize.ofBytes(storageWritten)));
    }

    /** The process as it is told; {@code end} is when it ended, or now. */
    ProcessUsage process(long end) {
      return new ProcessUsage(
          pid,
          parent,
          name.isEmpty() ? "?" : name,
          Duration.ofNanos(Math.max(0, end - born)),
          Duration.ofNanos(user),
          Duration.ofNanos(system),
          ByteSize.ofBytes(peakMemory),
          ByteSize.ofBytes(peakVirtual),
          minorFaults,
          majorFaults,
          voluntary,
          involuntary,
          transfer(),
          threads,
          signals,
          Gap.figures(missing));
    }
  }
}
