package org.sandtrap.tracer.module;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.module.Answer;
import org.sandtrap.module.LimitExceeded;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.policy.ModuleDecision;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.StopAnswer;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.LimitQuestions;
import org.sandtrap.tracer.watch.RunClock;
import org.sandtrap.tracer.watch.RunHandle;

/**
 * A host of the modules of one run: it asks them, checks what they answer, and takes care that
 * nothing of the program goes on where one fails.
 */
public final class ModuleHost {
  private static final long[] NO_REGISTERS = new long[6];

  private final List<ActiveModule> modules;
  private final RunHandle run;
  private final RunClock clock;
  private final LimitQuestions questions;
  private final RecordedEvents events = new RecordedEvents();
  private long handle;
  private volatile long nanos; // written by the tracer only

  /** A host of these modules, for a run with these limits. */
  public ModuleHost(List<ActiveModule> modules, Limits limits, RunHandle run, RunClock clock) {
    this.modules = List.copyOf(modules);
    this.questions = new LimitQuestions(limits);
    run.ask(questions);
    this.run = run;
    this.clock = clock;
  }

  /** Connects the host to a run that exists now. */
  public void launched(long run) {
    handle = run;
  }

  /** How long the modules have taken so far. */
  public Duration time() {
    return Duration.ofNanos(nanos);
  }

  /** The questions about limits. */
  public LimitQuestions questions() {
    return questions;
  }

  /** Takes note of a call about which a question follows. */
  public void entered(Records records) {
    events.entered(records);
  }

  /** Whether a question about a call is one for modules. */
  public ModuleAnswer entry(Records records, Syscall syscall) {
    Optional<Call> call = events.entry(records, clock.age());
    if (call.isEmpty()) {
      return ModuleAnswer.PROCEED;
    }
    long[] registers = records.arguments();
    return ask(
        call.get(),
        new StoppedTracee(handle, records, Optional.of(syscall), registers),
        EventAnswers.ENTRY,
        one -> one.entries().filter(it -> it.includes(syscall, registers)).isPresent(),
        (module, tracee) -> module.onEntry(call.get(), tracee));
  }

  /** Whether the end of a call is asked about as well. */
  public boolean wantsExit(Records records, Syscall syscall) {
    long[] registers = records.arguments();
    boolean wants =
        modules.stream()
            .anyMatch(one -> one.exits().filter(it -> it.includes(syscall, registers)).isPresent());
    if (!wants) {
      events.forget(records.tid());
    }
    return wants;
  }

  /**
   * What becomes of the end of a call.
   *
   * @param overruled told what the program gets in place of its result
   */
  public StopAnswer returned(Records records, Consumer<String> overruled) {
    Optional<Call> ended = events.returned(records, clock.age());
    if (ended.isEmpty()) {
      return StopAnswer.GO_ON;
    }
    Call call = ended.get();
    long[] registers = call.registers().stream().mapToLong(Long::longValue).toArray();
    ModuleAnswer answer =
        ask(
            call,
            new StoppedTracee(handle, records, Optional.of(call.syscall()), registers),
            EventAnswers.EXIT,
            one -> one.exits().filter(it -> it.includes(call.syscall(), registers)).isPresent(),
            (module, tracee) -> module.onExit(call, tracee));
    if (answer.answer() instanceof Answer.Returning returning) {
      records.reply(returning.value());
      overruled.accept(answer.module() + ": returned " + returning.value());
      return StopAnswer.RETURN;
    }
    return ended(answer, call);
  }

  /** What becomes of another event that waits for an answer. */
  public StopAnswer event(Records records) {
    Duration age = clock.age();
    return switch (records.kind()) {
      case SIGNALLED -> {
        var signal = events.signal(records, age);
        ModuleAnswer answer =
            ask(records, signal, EventAnswers.SIGNAL, (it, tracee) -> it.onSignal(signal, tracee));
        yield SignalReply.of(answer.answer(), records).orElseGet(() -> ended(answer, signal));
      }
      case BORN -> {
        var start = events.start(records, age);
        yield ended(
            ask(records, start, EventAnswers.OTHER, (it, tracee) -> it.onStart(start, tracee)),
            start);
      }
      case EXECUTED -> {
        var exec = events.exec(records, age);
        yield ended(
            ask(records, exec, EventAnswers.OTHER, (it, tracee) -> it.onExec(exec, tracee)), exec);
      }
      case DIED -> {
        var end = events.end(records, age);
        yield ended(
            ask(records, end, EventAnswers.OTHER, (it, tracee) -> it.onEnd(end, tracee)), end);
      }
      default -> throw new IllegalStateException("a record of kind " + records.kind());
    };
  }

  /** What becomes of limits that have been exceeded. */
  public StopAnswer limits() {
    StopAnswer answer = StopAnswer.GO_ON;
    Optional<LimitQuestions.Question> next = questions.next();
    while (next.isPresent() && run.reasons().isEmpty()) {
      answer = answer.stricter(limit(next.get()));
      next = questions.next();
    }
    return answer;
  }

  private StopAnswer limit(LimitQuestions.Question question) {
    Limit limit = question.limit();
    long allowed = questions.limits().amount(limit).orElse(Long.MAX_VALUE);
    if (question.measured() < allowed) {
      return StopAnswer.GO_ON; // measured before the limit was extended
    }
    LimitExceeded event =
        new LimitExceeded(
            limit, allowed, question.measured(), question.after(), question.culprit());
    ModuleAnswer answer =
        askAll(event, EventAnswers.LIMIT, one -> true, module -> module.onLimit(event));
    if (answer.answer() instanceof Answer.Extend extend) {
      return LimitExtension.misfit(questions, event, extend)
          .map(problem -> ended(failed(answer.module(), event, problem), event))
          .orElse(StopAnswer.GO_ON);
    }
    if (answer.answer() instanceof Answer.Proceed) {
      run.end(limit, question.measured(), question.after(), question.culprit());
      return StopAnswer.KILL;
    }
    return ended(answer, event);
  }

  /** Where a module wants the run to end. */
  private StopAnswer ended(ModuleAnswer answer, Object event) {
    if (!answer.failed() && answer.answer() instanceof Answer.Kill kill) {
      ModuleDecision by = new ModuleDecision(answer.module(), kill.reason());
      run.insist(new KillReason.ForbiddenEvent(event.toString(), by));
      return StopAnswer.KILL;
    }
    return finished(answer).orElse(StopAnswer.GO_ON);
  }

  /** The kill of a run that a module has finished, or in which it has failed. */
  public Optional<StopAnswer> finished(ModuleAnswer answer) {
    if (answer.answer() instanceof Answer.Finish finish) {
      run.insist(new KillReason.Finished(finish.label(), answer.module()));
      return Optional.of(StopAnswer.KILL);
    }
    return answer.failed() ? Optional.of(StopAnswer.KILL) : Optional.empty();
  }

  /**
   * The registers of a call that is made with other arguments; empty where that is not possible,
   * and the run ends.
   */
  public Optional<long[]> rewritten(Records records, Syscall syscall, ModuleAnswer answer) {
    Optional<Call> call = events.entry(records, clock.age());
    try {
      Answer.Rewrite rewrite = (Answer.Rewrite) answer.answer();
      return Optional.of(RewrittenCall.registers(handle, records, syscall, rewrite));
    } catch (IllegalArgumentException | IllegalStateException e) {
      failed(answer.module(), call.orElseThrow(), e);
      return Optional.empty();
    }
  }

  private ModuleAnswer ask(
      Records records,
      Event event,
      EventAnswers fitting,
      BiFunction<PolicyModule, Tracee, Answer> question) {
    StoppedTracee tracee = new StoppedTracee(handle, records, Optional.empty(), NO_REGISTERS);
    return ask(event, tracee, fitting, all -> true, question);
  }

  private ModuleAnswer ask(
      Event event,
      StoppedTracee tracee,
      EventAnswers fitting,
      Predicate<ActiveModule> wants,
      BiFunction<PolicyModule, Tracee, Answer> question) {
    try {
      return askAll(event, fitting, wants, module -> question.apply(module, tracee));
    } finally {
      tracee.end();
    }
  }

  private ModuleAnswer askAll(
      Object event,
      EventAnswers fitting,
      Predicate<ActiveModule> wants,
      Function<PolicyModule, Answer> question) {
    long begin = System.nanoTime();
    try {
      for (ActiveModule one : modules) {
        if (wants.test(one) && run.reasons().isEmpty()) {
          ModuleAnswer answer = ask(one, event, fitting, question);
          if (!(answer.answer() instanceof Answer.Proceed)) {
            return answer;
          }
        }
      }
      return ModuleAnswer.PROCEED;
    } finally {
      nanos += System.nanoTime() - begin;
    }
  }

  private ModuleAnswer ask(
      ActiveModule one,
      Object event,
      EventAnswers fitting,
      Function<PolicyModule, Answer> question) {
    Throwable problem;
    try {
      Answer answer = question.apply(one.module());
      Optional<RuntimeException> misfit = fitting.misfit(answer, one.name(), event);
      if (misfit.isEmpty()) {
        return new ModuleAnswer(answer, one.name(), false);
      }
      problem = misfit.get();
    } catch (Throwable e) { // also an error, such as a failed assertion: the program must not go on
      problem = e;
    }
    return failed(one.name(), event, problem);
  }

  private ModuleAnswer failed(String module, Object event, Throwable problem) {
    run.insist(new KillReason.BadPolicy(module, event.toString(), problem));
    return ModuleAnswer.ofFailed(module);
  }
}
