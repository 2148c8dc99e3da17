package org.sandtrap.tracer.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.ProcessEnd;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.store.Captures;

/** A cursor over the current batch of records, which are read where the native side wrote them. */
public final class Records implements Captures {
  /** A kind of record, in the order of {@code enum st_kind}. */
  public enum Kind {
    /** No record. */
    NONE,
    /** The program has begun. */
    STARTED,
    /** A step of the launch failed. */
    SETUP_FAILED,
    /** A thread is about to end. */
    EXITING,
    /** The main process is about to die of a signal, and its memory can still be read. */
    DYING,
    /** The main process has ended. */
    MAIN_ENDED,
    /** No process is left. */
    FINISHED,
    /** There are more threads than a run can follow. */
    CROWDED,
    /** Somebody else has waited for a thread of the run. */
    STOLEN,
    /** The launch broke off. */
    BROKEN,
    /** A process has ended, with what it has used. */
    ENDED,
    /** A limit was exceeded that ends the run. */
    EXCEEDED,
    /** A limit was reached at which calls only fail. */
    HIT,
    /** There are more threads than ever before. */
    GROWN,
    /** A call waits for an answer. */
    CALL,
    /** A regular file has been opened for writing, and may be looked at. */
    OPENED,
    /** A thread is about to end, or to execute a program, and has files open without a name. */
    CLOSING,
    /** A call of a thread begins. */
    ENTERED,
    /** The call that a thread is in has returned. */
    RETURNED,
    /** A signal is about to be delivered. */
    SIGNALLED,
    /** A thread has been created. */
    BORN,
    /** A thread is about to end. */
    DIED,
    /** An exec has succeeded. */
    EXECUTED
  }

  private static final Kind[] KINDS = Kind.values();
  private static final int SIGNAL_BITS = 0x7f;
  private static final int ALIGNMENT = 8;
  private static final int CORE_BIT = 0x80;
  private static final int VIEW_SIZE = Layout.VIEW_RECORDS + Layout.RECORDS_SIZE;

  private final long run;
  private final ByteBuffer view;
  private final long[] registers = new long[Layout.ARGUMENT_COUNT];
  private int at;
  private int following;
  private int end;
  private int capture;

  /** Reads the records of this run. */
  public Records(long run) {
    this.run = run;
    view = LibTracer.memory(LibTracer.st_view_of(run), VIEW_SIZE);
  }

  /** Starts with a new batch of so many bytes. */
  public void rewind(int length) {
    following = Layout.VIEW_RECORDS;
    end = Layout.VIEW_RECORDS + length;
  }

  /** Moves to the next record; answers false when the batch is over. */
  public boolean next() {
    at = following;
    if (at >= end) {
      return false;
    }
    following = at + view.getInt(at + Layout.RECORD_OWN_SIZE);
    capture = 0;
    return true;
  }

  /** What the record tells. */
  public Kind kind() {
    return KINDS[view.getInt(at + Layout.RECORD_KIND)];
  }

  /** Whether a call is of another interface than the program that makes it. */
  public boolean isForeign() {
    return view.getInt(at + Layout.RECORD_NUMBER) != 0;
  }

  /** Whether nothing can follow this record. */
  boolean last() {
    return switch (kind()) {
      case FINISHED, BROKEN, STOLEN -> true;
      default -> false;
    };
  }

  /** The thread. */
  public int tid() {
    return view.getInt(at + Layout.RECORD_TID);
  }

  /** CLOCK_MONOTONIC in nanoseconds: the clock of {@link System#nanoTime} on Linux. */
  public long time() {
    return view.getLong(at + Layout.RECORD_TIME);
  }

  /** Whether the record is a question, so that the loop waits for an answer. */
  public boolean asks() {
    return view.getInt(at + Layout.RECORD_NUMBER) != 0;
  }

  /** The step of the launch that failed. */
  public Step step() {
    return Step.of(view.getInt(at + Layout.RECORD_NUMBER));
  }

  /** What is missing of the usage of a process that has ended, as bits. */
  int number() {
    return view.getInt(at + Layout.RECORD_NUMBER);
  }

  /** Whether the process was killed by SIGKILL. */
  public boolean killed() {
    return ending() instanceof Ending.Killed death && death.signal() == Signal.SIGKILL.number();
  }

  /** The limit that a record is about. */
  public Limit limit() {
    return switch (number()) {
      case Numbers.LIMIT_PROCESSES -> Limit.PROCESSES;
      case Numbers.LIMIT_THREADS -> Limit.THREADS;
      case Numbers.LIMIT_FILE_SIZE -> Limit.FILE_SIZE;
      case Numbers.LIMIT_ADDRESS_SPACE -> Limit.ADDRESS_SPACE;
      case Numbers.LIMIT_OPEN_FILES -> Limit.OPEN_FILES;
      default -> throw new IllegalStateException("a record of the unknown limit " + number());
    };
  }

  /** What was measured of {@link #limit}: bytes, or how many. */
  public long measured() {
    return limit() == Limit.FILE_SIZE ? view.getLong(at + Layout.RECORD_CALL) : value();
  }

  /** What a process used that has ended. */
  public RunTotals.RawUsage usage() {
    return RunTotals.RawUsage.read(view, at + Layout.RECORD_USAGE, pid(), index(), number());
  }

  /** The process, or 0 while it is unknown. */
  public int pid() {
    return view.getInt(at + Layout.RECORD_PID);
  }

  /** A number whose meaning depends on the kind. */
  public int value() {
    return view.getInt(at + Layout.RECORD_VALUE);
  }

  /** Which one of several failed: the candidate path of an exec, an rlimit. */
  public int index() {
    return view.getInt(at + Layout.RECORD_INDEX);
  }

  /** How the process ended, see wait(2). */
  public Ending ending() {
    return ending(value());
  }

  /** The same, for a process that is told of. */
  public ProcessEnd end() {
    return ending() instanceof Ending.Exited exited
        ? ProcessEnd.exited(exited.code())
        : ProcessEnd.killed(Signal.of(value() & SIGNAL_BITS), (value() & CORE_BIT) != 0);
  }

  /** The ending that a wait status tells, see wait(2). */
  public static Ending ending(int status) {
    int signal = status & SIGNAL_BITS;
    return signal == 0 ? new Ending.Exited(status >> 8 & 0xff) : new Ending.Killed(signal);
  }

  /** The system call the thread was in, or empty when it was running its own code. */
  public Optional<Syscall> call() {
    long number = view.getLong(at + Layout.RECORD_CALL);
    return number < 0
        ? Optional.empty()
        : Syscall.ofAuditArch(view.getInt(at + Layout.RECORD_ARCH), number);
  }

  /** The arguments of a call that is about to be made. */
  public long[] arguments() {
    long[] arguments = new long[Layout.ARGUMENT_COUNT];
    for (int i = 0; i < Layout.ARGUMENT_COUNT; i++) {
      arguments[i] = view.getLong(at + Layout.RECORD_ARGUMENTS + i * Long.BYTES);
    }
    return arguments;
  }

  /** The same in an array that the next record fills again. */
  public long[] registers() {
    for (int i = 0; i < Layout.ARGUMENT_COUNT; i++) {
      registers[i] = view.getLong(at + Layout.RECORD_ARGUMENTS + i * Long.BYTES);
    }
    return registers;
  }

  /** The AUDIT_ARCH of a call. */
  public int arch() {
    return view.getInt(at + Layout.RECORD_ARCH);
  }

  /** The number of a call as the kernel reports it. */
  public int callNumber() {
    return (int) view.getLong(at + Layout.RECORD_CALL);
  }

  /** What a call has returned. */
  public long result() {
    return view.getLong(at + Layout.RECORD_ARGUMENTS);
  }

  /** Whether what it tells of is for the trace. */
  public boolean isForTrace() {
    return (number() & Numbers.FOR_TRACE) != 0;
  }

  /** Whether a module is asked about it. */
  public boolean isForModule() {
    return (number() & Numbers.FOR_MODULE) != 0;
  }

  /** Whether rules are asked about the result of a call. */
  public boolean isForRules() {
    return (number() & Numbers.FOR_RULES) != 0;
  }

  /** Writes numbers that belong to the next answer. */
  public void reply(long... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      view.putLong(Layout.VIEW_REPLY + i * Long.BYTES, numbers[i]);
    }
  }

  /** Writes the siginfo_t that belongs to the next answer. */
  public void replySignal(byte[] info) {
    view.put(Layout.VIEW_REPLY, info);
  }

  /** Before the first capture again: what was copied is read once more. */
  public void rewindCaptures() {
    capture = 0;
  }

  @Override
  public boolean nextCapture() {
    capture =
        capture == 0
            ? at + Layout.RECORD_ARGUMENTS + Layout.ARGUMENT_COUNT * Long.BYTES
            : capture + Layout.CAPTURED_SIZE + (capturedLength() + ALIGNMENT - 1 & -ALIGNMENT);
    return capture < following;
  }

  @Override
  public int argument() {
    return view.get(capture + Layout.CAPTURED_ARGUMENT);
  }

  @Override
  public int part() {
    return view.get(capture + Layout.CAPTURED_PART);
  }

  @Override
  public int status() {
    return view.get(capture + Layout.CAPTURED_STATUS);
  }

  @Override
  public int capturedLength() {
    return view.getInt(capture + Layout.CAPTURED_LENGTH);
  }

  @Override
  public long wholeLength() {
    return view.getLong(capture + Layout.CAPTURED_WHOLE);
  }

  @Override
  public void copyTo(byte[] target, int from) {
    view.get(capture + Layout.CAPTURED_SIZE, target, from, capturedLength());
  }

  /** The instruction pointer of the thread. */
  public long instructionPointer() {
    return view.getLong(at + Layout.RECORD_IP);
  }

  /** The stack pointer of the thread. */
  public long stackPointer() {
    return view.getLong(at + Layout.RECORD_SP);
  }

  /** The siginfo_t of a dying thread. */
  public SignalInfo signal() {
    ByteBuffer info =
        view.slice(at + Layout.RECORD_SIGINFO, Layout.SIGINFO_SIZE).order(ByteOrder.nativeOrder());
    return SignalInfo.read(info);
  }

  /** The siginfo_t of a signal as the kernel has it. */
  public byte[] signalBytes() {
    byte[] bytes = new byte[Layout.SIGINFO_SIZE];
    view.get(at + Layout.RECORD_SIGINFO, bytes);
    return bytes;
  }

  /** The signal of job control that had stopped a thread which is about to end, if one had. */
  public Optional<SignalInfo> stop() {
    return index() == 0 ? Optional.empty() : Optional.of(signal());
  }

  /** The last signal that reached the main process. */
  public OptionalInt lastSignal() {
    int number = view.getInt(Layout.VIEW_LAST_SIGNAL);
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Whether memory of the run's processes may be read: not what they may serve themselves. */
  public boolean readable() {
    return view.getInt(Layout.VIEW_SERVES) == 0;
  }

  /**
   * Reads memory of the thread that the record is about, while it waits for an answer.
   *
   * @return how many bytes could be read, or the negative errno: -EACCES where nobody may read any
   */
  public int peek(long address, byte[] out) {
    return LibTracer.st_peek(run, tid(), address, out, out.length);
  }

  /** The main process of the run. */
  public int mainPid() {
    return view.getInt(Layout.VIEW_MAIN_PID);
  }

  /** Our end of the pipe to descriptor 1 or 2, or -1. */
  public int pipe(int descriptor) {
    return view.getInt(Layout.VIEW_PIPE_FD + (descriptor - 1) * Integer.BYTES);
  }

  /** How often a tracee has stopped so far. */
  long stops() {
    return view.getLong(Layout.VIEW_STOPS);
  }
}
