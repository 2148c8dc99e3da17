package org.sandtrap.tracer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Syscall;

/** Reads records where the native side wrote them: a cursor over the current batch. */
final class Records {
  /** What a record tells, in the order of {@code enum st_kind}. */
  enum Kind {
    NONE,
    STARTED,
    SETUP_FAILED,
    EXITING,
    DYING,
    MAIN_ENDED,
    FINISHED,
    CROWDED,
    STOLEN,
    BROKEN,
    ENDED,
    EXCEEDED,
    HIT,
    GROWN,
    CALL
  }

  private static final Kind[] KINDS = Kind.values();
  private static final int SIGNAL_BITS = 0x7f;
  private static final int SIGKILL = 9;
  private static final int ARGUMENTS = 6;
  private static final int VIEW_SIZE = Layout.VIEW_RECORDS + Layout.RECORDS_SIZE;

  private final ByteBuffer view;
  private int at;
  private int end;

  /** Reads the records of this run. */
  Records(long run) {
    view = LibTracer.memory(LibTracer.st_view_of(run), VIEW_SIZE);
  }

  /** Starts with a new batch of so many bytes. */
  void rewind(int length) {
    at = Layout.VIEW_RECORDS - Layout.RECORD_SIZE;
    end = Layout.VIEW_RECORDS + length;
  }

  /** Moves to the next record; answers false when the batch is over. */
  boolean next() {
    at += Layout.RECORD_SIZE;
    return at < end;
  }

  Kind kind() {
    return KINDS[view.getInt(at + Layout.RECORD_KIND)];
  }

  /** Whether a call is of another interface than the program that makes it. */
  boolean isForeign() {
    return view.getInt(at + Layout.RECORD_NUMBER) != 0;
  }

  /** Whether nothing can follow this record. */
  boolean last() {
    return switch (kind()) {
      case FINISHED, BROKEN, STOLEN -> true;
      default -> false;
    };
  }

  int tid() {
    return view.getInt(at + Layout.RECORD_TID);
  }

  /** CLOCK_MONOTONIC in nanoseconds: the clock of {@link System#nanoTime} on Linux. */
  long time() {
    return view.getLong(at + Layout.RECORD_TIME);
  }

  boolean asks() {
    return view.getInt(at + Layout.RECORD_NUMBER) != 0;
  }

  Step step() {
    return Step.of(view.getInt(at + Layout.RECORD_NUMBER));
  }

  /** What is missing of the usage of a process that has ended, as bits. */
  int number() {
    return view.getInt(at + Layout.RECORD_NUMBER);
  }

  /** Whether the process was killed by SIGKILL. */
  boolean killed() {
    return ending() instanceof Ending.Killed death && death.signal() == SIGKILL;
  }

  /** The limit that a record is about, in the order of {@code enum st_limit}. */
  Limit limit() {
    return switch (number()) {
      case 0 -> Limit.PROCESSES;
      case 1 -> Limit.THREADS;
      case 2 -> Limit.FILE_SIZE;
      case 3 -> Limit.ADDRESS_SPACE;
      default -> Limit.OPEN_FILES;
    };
  }

  /** What was measured of {@link #limit}: bytes, or how many. */
  long measured() {
    return limit() == Limit.FILE_SIZE ? view.getLong(at + Layout.RECORD_CALL) : value();
  }

  /** What a process used that has ended. */
  Account.Figures usage() {
    return Account.Figures.read(view, at + Layout.RECORD_USAGE, pid(), index(), number());
  }

  int pid() {
    return view.getInt(at + Layout.RECORD_PID);
  }

  int value() {
    return view.getInt(at + Layout.RECORD_VALUE);
  }

  int index() {
    return view.getInt(at + Layout.RECORD_INDEX);
  }

  /** How the process ended, see wait(2). */
  Ending ending() {
    return ending(value());
  }

  static Ending ending(int status) {
    int signal = status & SIGNAL_BITS;
    return signal == 0 ? new Ending.Exited(status >> 8 & 0xff) : new Ending.Killed(signal);
  }

  /** The system call the thread was in, or empty when it was running its own code. */
  Optional<Syscall> call() {
    long number = view.getLong(at + Layout.RECORD_CALL);
    return number < 0
        ? Optional.empty()
        : Syscall.ofAuditArch(view.getInt(at + Layout.RECORD_ARCH), number);
  }

  /** The arguments of a call that is about to be made. */
  long[] arguments() {
    long[] arguments = new long[ARGUMENTS];
    for (int i = 0; i < ARGUMENTS; i++) {
      arguments[i] = view.getLong(at + Layout.RECORD_ARGUMENTS + i * Long.BYTES);
    }
    return arguments;
  }

  long instructionPointer() {
    return view.getLong(at + Layout.RECORD_IP);
  }

  long stackPointer() {
    return view.getLong(at + Layout.RECORD_SP);
  }

  /** The siginfo_t of a dying thread. */
  SignalInfo signal() {
    ByteBuffer info =
        view.slice(at + Layout.RECORD_SIGINFO, Layout.SIGINFO_SIZE).order(ByteOrder.nativeOrder());
    return SignalInfo.read(info);
  }

  /** The last signal that reached the main process. */
  OptionalInt lastSignal() {
    int number = view.getInt(Layout.VIEW_LAST_SIGNAL);
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  int mainPid() {
    return view.getInt(Layout.VIEW_MAIN_PID);
  }

  /** Our end of the pipe to descriptor 1 or 2, or -1. */
  int pipe(int descriptor) {
    return view.getInt(Layout.VIEW_PIPES + (descriptor - 1) * Integer.BYTES);
  }

  /** How often a tracee has stopped so far. */
  long stops() {
    return view.getLong(Layout.VIEW_STOPS);
  }
}
