package org.sandtrap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.ModuleDecision;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.SignalCode;

/** A cause of the end of a run: the evidence for its {@link Verdict}. */
public sealed interface Cause {
  /** The verdict that this cause alone leads to. */
  Verdict verdict();

  /** What happened, in one sentence that a student understands. */
  String message();

  /**
   * An end of the program by itself, see exit(3).
   *
   * @param code its exit code, 0 to 255
   */
  record Exited(int code) implements Cause {
    @Override
    public Verdict verdict() {
      return code == 0 ? Verdict.OK : Verdict.NONZERO_EXIT;
    }

    @Override
    public String message() {
      return code == 0
          ? "The program ended normally with exit code 0."
          : "The program ended by itself with exit code " + code + ", where 0 would mean success.";
    }
  }

  /**
   * A signal that killed the program, see signal(7) and sigaction(2).
   *
   * @param signal the signal
   * @param code its {@code si_code}; empty for SIGKILL, about which the kernel says nothing;
   *     SI_KERNEL for SIGPIPE and SIGXFSZ of the kernel, which carry SI_USER and the program's own
   *     number
   * @param address the address of a fault
   * @param sender the process that sent it, if one did
   * @param where the code that was being executed
   * @param callers the code that led there
   * @param nearStack whether the fault was just beside the stack, as when recursion never ends
   * @param stack the limit of the stack, if one was set
   * @param inherited the limit of this JVM's own that the signal told of, or SIGKILL enforced
   */
  record Signalled(
      Signal signal,
      OptionalInt code,
      OptionalLong address,
      OptionalInt sender,
      Optional<Location> where,
      Callers callers,
      boolean nearStack,
      Optional<ByteSize> stack,
      Optional<InheritedLimit> inherited)
      implements Cause {
    /** The same where no limit of this JVM's own had to do with it. */
    public Signalled(
        Signal signal,
        OptionalInt code,
        OptionalLong address,
        OptionalInt sender,
        Optional<Location> where,
        Callers callers,
        boolean nearStack,
        Optional<ByteSize> stack) {
      this(signal, code, address, sender, where, callers, nearStack, stack, Optional.empty());
    }

    @Override
    public Verdict verdict() {
      return Verdict.RUNTIME_ERROR;
    }

    /**
     * The closest code of the program's own that led to the place; empty if the place itself is the
     * program's own.
     */
    public Optional<Location> caller() {
      return callers.ownBehind(where);
    }

    /** The name of the {@code si_code}, {@code "SEGV_MAPERR"}; empty when the code is not known. */
    public Optional<String> codeName() {
      return code.isPresent()
          ? Optional.of(SignalCode.name(signal, code.getAsInt()))
          : Optional.empty();
    }

    @Override
    public String message() {
      return SignalMessage.of(this);
    }
  }

  /**
   * A limit that the program exceeded; it was stopped if it had not ended by then. The amounts are
   * in the unit of the limit's {@link Limit#kind}: nanoseconds, bytes, or how many.
   *
   * @param limit which one
   * @param allowed its value as a text, in the unit it was given in: {@code 64 MiB}
   * @param allowedAmount its value
   * @param measuredAmount what was measured
   * @param after how long the program had been running; zero when it was too large to be loaded
   * @param culprit the process in which it was reached, if that can be said
   * @param threads what the threads were doing when the program was stopped at a limit of time:
   *     threads that were executing code first, then threads that somebody had stopped, then
   *     threads in a system call; the first 64 to end
   */
  record LimitReached(
      Limit limit,
      String allowed,
      long allowedAmount,
      long measuredAmount,
      Duration after,
      Optional<Culprit> culprit,
      List<ThreadEnd> threads)
      implements Cause {
    /** Copies the list. */
    public LimitReached {
      threads = List.copyOf(threads);
    }

    /** What was measured as a text, in the unit that suits it: {@code 66.3 MiB}. */
    public String measured() {
      return limit.kind().text(measuredAmount);
    }

    @Override
    public Verdict verdict() {
      return switch (limit) {
        case WALL, CPU, IDLE -> Verdict.TIME_LIMIT;
        case MEMORY, ADDRESS_SPACE, STACK -> Verdict.MEMORY_LIMIT;
        case OUTPUT, FILE_SIZE, DISK, FILES, OPEN_FILES -> Verdict.OUTPUT_LIMIT;
        case PROCESSES, THREADS -> Verdict.PROCESS_LIMIT;
      };
    }

    @Override
    public String message() {
      return LimitMessage.of(this);
    }
  }

  /**
   * A call that is denied; the program was about to make it, and it was not made.
   *
   * @param call the call
   */
  record Forbidden(DeniedCall call) implements Cause {
    @Override
    public Verdict verdict() {
      return Verdict.FORBIDDEN;
    }

    @Override
    public String message() {
      return ForbiddenMessage.of(call);
    }
  }

  /**
   * Something other than a call that a policy module has forbidden.
   *
   * @param event what was about to happen, as a trace writes it
   * @param by the module, and why
   */
  record ForbiddenEvent(String event, ModuleDecision by) implements Cause {
    @Override
    public Verdict verdict() {
      return Verdict.FORBIDDEN;
    }

    @Override
    public String message() {
      return "The program was stopped by the module " + by + ", at: " + event;
    }
  }

  /**
   * A label with which a policy module has ended the run.
   *
   * @param label the label
   * @param module the class of the module
   */
  record Finished(String label, String module) implements Cause {
    @Override
    public Verdict verdict() {
      return Verdict.CUSTOM;
    }

    @Override
    public String message() {
      return "The module " + module + " ended the run: " + label;
    }
  }

  /**
   * A policy module that failed: it threw, answered null, or gave an answer that does not fit.
   *
   * @param module the class of the module
   * @param event what it was asked about, as a trace writes it
   * @param problem what it threw, or what is wrong with its answer
   */
  record BadPolicy(String module, String event, Throwable problem) implements Cause {
    @Override
    public Verdict verdict() {
      return Verdict.BAD_POLICY;
    }

    @Override
    public String message() {
      return "The module "
          + module
          + " failed, and the program was stopped, which is not to blame: "
          + problem
          + ", when it was asked about: "
          + event;
    }
  }

  /**
   * A crowd: the program had more threads and processes alive at once than one run can follow.
   *
   * @param most how many it can follow
   */
  record Crowded(int most) implements Cause {
    @Override
    public Verdict verdict() {
      return Verdict.PROCESS_LIMIT;
    }

    @Override
    public String message() {
      return "The program was stopped because it had more than "
          + most
          + " threads and processes at once, which is the most that one run can follow.";
    }
  }

  /** A kill by the caller, through {@link RunningProgram#kill} or {@link RunningProgram#close}. */
  record Killed() implements Cause {
    @Override
    public Verdict verdict() {
      return Verdict.RUNTIME_ERROR;
    }

    @Override
    public String message() {
      return "The program was killed by the test that had started it.";
    }
  }
}
