package org.sandtrap.module;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.sandtrap.policy.CallDecider;
import org.sandtrap.policy.CallDecision;
import org.sandtrap.policy.Policy;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.value.QuotedBytes;

/** An answer of a {@link PolicyModule} to an event. */
public sealed interface Answer {
  /** The event takes its course. */
  record Proceed() implements Answer {}

  /**
   * The call is not made.
   *
   * @param errno what it fails with
   * @param reason why, for the list of denied calls
   */
  record Deny(Errno errno, Optional<String> reason) implements Answer {}

  /**
   * The run ends as {@link org.sandtrap.Verdict#FORBIDDEN}; a call is not made.
   *
   * @param reason why, for the message
   */
  record Kill(Optional<String> reason) implements Answer {}

  /**
   * The run ends as {@link org.sandtrap.Verdict#CUSTOM}; a call is not made.
   *
   * @param label the word for it
   */
  record Finish(String label) implements Answer {}

  /**
   * The call is made with other arguments. Its registers are its own again when it has returned.
   *
   * @param numbers values by the names of their arguments
   * @param texts texts by the names of their arguments, which are addresses of them
   */
  record Rewrite(Map<String, Long> numbers, Map<String, String> texts) implements Answer {
    /** Copies the maps. */
    public Rewrite {
      numbers = Map.copyOf(numbers);
      texts = Map.copyOf(texts);
    }

    /** The arguments as they are now: {@code pathname="/tmp/b", flags=0}. */
    @Override
    public String toString() {
      Map<String, String> all = new TreeMap<>();
      numbers.forEach((name, value) -> all.put(name, name + "=" + value));
      texts.forEach(
          (name, text) ->
              all.put(
                  name, name + "=" + QuotedBytes.of(text.getBytes(StandardCharsets.UTF_8), true)));
      return String.join(", ", all.values());
    }

    /** The same with another number. */
    public Rewrite and(String argument, long value) {
      Map<String, Long> more = new LinkedHashMap<>(numbers);
      more.put(argument, value);
      return new Rewrite(more, texts);
    }

    /** The same with another text. */
    public Rewrite and(String argument, String text) {
      Map<String, String> more = new LinkedHashMap<>(texts);
      more.put(argument, text);
      return new Rewrite(numbers, more);
    }
  }

  /**
   * The call returns this; one that has not been made is not.
   *
   * @param value what it returns; from -4095 to -1 an errno below zero, see syscall(2)
   */
  record Returning(long value) implements Answer {}

  /** The signal is not delivered: neither a handler nor its default action runs. */
  record Suppress() implements Answer {}

  /**
   * Another signal is delivered.
   *
   * @param signal the signal
   * @param code its {@code si_code}, see sigaction(2)
   * @param sender its {@code si_pid}
   * @param value its {@code si_value}
   */
  record Deliver(Signal signal, int code, int sender, long value) implements Answer {}

  /**
   * The limit is another one from now on. Limits of wall time, CPU time, idle time, memory, disk
   * space and files can be extended.
   *
   * @param value its new value as a text, in the unit of the limit
   */
  record Extend(String value) implements Answer {}

  /** The event takes its course. */
  static Answer proceed() {
    return new Proceed();
  }

  /** The call is not made, and fails with this error. */
  static Answer deny(Errno errno) {
    return new Deny(Objects.requireNonNull(errno, "errno is null"), Optional.empty());
  }

  /** The same with a reason, for the list of denied calls. */
  static Answer deny(Errno errno, String reason) {
    Objects.requireNonNull(reason, "reason is null");
    return new Deny(Objects.requireNonNull(errno, "errno is null"), Optional.of(reason));
  }

  /** The run ends as {@link org.sandtrap.Verdict#FORBIDDEN}; a call is not made. */
  static Answer kill() {
    return new Kill(Optional.empty());
  }

  /** The same with a reason, for the message. */
  static Answer kill(String reason) {
    return new Kill(Optional.of(reason));
  }

  /**
   * The run ends as {@link org.sandtrap.Verdict#CUSTOM}; a call is not made.
   *
   * @param label a word for it, which {@link org.sandtrap.Cause.Finished} carries
   * @throws IllegalArgumentException if it is blank
   */
  static Answer finish(String label) {
    if (label.isBlank()) {
      throw new IllegalArgumentException("finish: the label is blank. Expected a word.");
    }
    return new Finish(label);
  }

  /**
   * The call is made with another number in this argument.
   *
   * @param argument its name as in the manual: {@code flags}
   * @param value what the register has instead
   */
  static Rewrite rewrite(String argument, long value) {
    return new Rewrite(Map.of(argument, value), Map.of());
  }

  /**
   * The call is made with the address of another text in this argument. The text is written below
   * the thread's stack, where only the kernel reads it during the call.
   *
   * @param argument its name as in the manual: {@code pathname}
   * @param text the text, encoded in UTF-8, at most 4095 bytes
   */
  static Rewrite rewrite(String argument, String text) {
    return new Rewrite(Map.of(), Map.of(argument, text));
  }

  /**
   * The call returns this; one that has not been made is not.
   *
   * @param value what the program gets; an errno below zero from -4095 to -1
   * @throws IllegalArgumentException if it is below zero there, and no errno(3) has that number
   */
  static Answer returning(long value) {
    if (value < 0 && value >= -4095 && Errno.of((int) -value).isEmpty()) {
      throw new IllegalArgumentException(
          "returning: " + value + " stands for an error, but errno(3) knows none of that number.");
    }
    return new Returning(value);
  }

  /** The signal is not delivered. */
  static Answer suppress() {
    return new Suppress();
  }

  /** Another signal is delivered, as if the process had sent it to itself by kill(2). */
  static Answer deliver(Signal signal) {
    return deliver(signal, 0, 0, 0);
  }

  /**
   * Another signal is delivered.
   *
   * @param signal the signal
   * @param code its {@code si_code}: 0 for SI_USER, -1 for SI_QUEUE, see sigaction(2)
   * @param sender its {@code si_pid}; 0 for the process itself
   * @param value its {@code si_value}
   */
  static Answer deliver(Signal signal, int code, int sender, long value) {
    return new Deliver(Objects.requireNonNull(signal, "signal is null"), code, sender, value);
  }

  /**
   * The limit is another one from now on, and the run goes on. Limits of wall time, CPU time, idle
   * time, memory, disk space and files can be extended; memory is sampled where there is a module,
   * and not left to a control group.
   *
   * @param value its new value, more than has been measured: {@code "2s"}, {@code "64MiB"}, {@code
   *     "100"}
   */
  static Answer extend(String value) {
    return new Extend(Objects.requireNonNull(value, "value is null"));
  }

  /**
   * The answer of a policy of rules, to delegate to: what it denies is denied as it says there.
   * Conditions on paths, addresses and processes see nothing here, so that a rule with one denies,
   * and does not allow.
   *
   * @param policy the policy
   * @param call a call that is about to be made
   * @return proceed, deny or kill
   */
  static Answer by(Policy policy, Call call) {
    long[] registers = call.registers().stream().mapToLong(Long::longValue).toArray();
    CallDecision decision = CallDecider.of(policy).decide(call.syscall(), registers, call.pid());
    return switch (decision.kind()) {
      case ALLOWED -> proceed();
      case UNAVAILABLE -> deny(Errno.ENOSYS);
      case VAIN -> deny(Errno.ESRCH);
      case GUARDED -> deny(decision.guard().orElseThrow().errno());
      case DENIED -> {
        String reason = decision.rule().map(Object::toString).orElse("nothing allows it");
        yield policy
            .reaction()
            .errno()
            .map(errno -> deny(errno, reason))
            .orElseGet(() -> kill(reason));
      }
    };
  }
}
