package org.sandtrap.tracer.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.ProcessEnd;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;

/**
 * The figures of a run at one moment, as {@code struct st_totals} and {@code struct st_process} of
 * {@code native/tracer.h} report them.
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
public record RunTotals(
    RawUsage ended,
    List<RawUsage> living,
    long stops,
    long treePeak,
    long processes,
    long threads,
    int mostProcesses,
    int mostThreads) {
  /** The figures that {@code st_usage_of} wrote, with its first {@code count} processes. */
  public static RunTotals read(byte[] bytes, int count) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    List<RawUsage> living = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = Layout.TOTALS_SIZE + i * Layout.PROCESS_SIZE;
      int pid = in.getInt(at + Layout.PROCESS_PID);
      int parent = in.getInt(at + Layout.PROCESS_PARENT);
      int missing = in.getInt(at + Layout.PROCESS_MISSING);
      living.add(RawUsage.read(in, at + Layout.PROCESS_USAGE, pid, parent, missing));
    }
    int missing = in.getInt(Layout.TOTALS_MISSING);
    return new RunTotals(
        RawUsage.read(in, Layout.TOTALS_ENDED, 0, 0, missing),
        living,
        in.getLong(Layout.TOTALS_STOPS),
        in.getLong(Layout.TOTALS_TREE_PEAK),
        in.getLong(Layout.TOTALS_PROCESSES),
        in.getLong(Layout.TOTALS_THREADS),
        in.getInt(Layout.TOTALS_PROCESSES_MOST),
        in.getInt(Layout.TOTALS_THREADS_MOST));
  }

  /**
   * {@code struct st_usage}, of one process or added up. Nanoseconds and bytes.
   *
   * @param missing what could not be measured, as bits; see {@link MissingFigure}
   */
  public record RawUsage(
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
    /** The figures at this place of the bytes. */
    public static RawUsage read(ByteBuffer in, int at, int pid, int parent, int missing) {
      return new RawUsage(
          pid,
          parent,
          missing,
          in.getLong(at + Layout.USAGE_USER),
          in.getLong(at + Layout.USAGE_SYSTEM),
          in.getLong(at + Layout.USAGE_PEAK_MEMORY),
          in.getLong(at + Layout.USAGE_PEAK_VIRTUAL),
          in.getLong(at + Layout.USAGE_MINOR_FAULTS),
          in.getLong(at + Layout.USAGE_MAJOR_FAULTS),
          in.getLong(at + Layout.USAGE_VOLUNTARY),
          in.getLong(at + Layout.USAGE_INVOLUNTARY),
          in.getLong(at + Layout.USAGE_READ),
          in.getLong(at + Layout.USAGE_WRITTEN),
          in.getLong(at + Layout.USAGE_STORAGE_READ),
          in.getLong(at + Layout.USAGE_STORAGE_WRITTEN),
          in.getLong(at + Layout.USAGE_BORN),
          in.getInt(at + Layout.USAGE_THREADS),
          in.getInt(at + Layout.USAGE_SIGNALS),
          name(in, at + Layout.USAGE_NAME));
    }

    static String name(ByteBuffer in, int at) {
      byte[] bytes = new byte[Layout.NAME_SIZE];
      in.get(at, bytes);
      int length = 0;
      while (length < bytes.length && bytes[length] != 0) {
        length++;
      }
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The sum of these figures and more of them. */
    public RawUsage plus(RawUsage more) {
      return new RawUsage(
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

    /** The bytes read and written; empty where the kernel did not count them. */
    public Optional<Transfer> transfer() {
      return MissingFigure.TRANSFER.isIn(missing)
          ? Optional.empty()
          : Optional.of(
              new Transfer(
                  ByteSize.ofBytes(read),
                  ByteSize.ofBytes(written),
                  ByteSize.ofBytes(storageRead),
                  ByteSize.ofBytes(storageWritten)));
    }

    /**
     * The process as it is told.
     *
     * @param end when it ended, or now
     * @param how how it ended; empty while it lives
     */
    public ProcessUsage process(long end, Optional<ProcessEnd> how) {
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
          how,
          MissingFigure.figures(missing));
    }
  }
}
