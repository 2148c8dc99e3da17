package org.sandtrap.tracer.watch;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;

/**
 * The questions of one run about limits that it has exceeded, which the watchdog puts and the
 * tracer answers; and the limits as the answers have changed them.
 */
public final class LimitQuestions {
  /** A module that does not answer for so long must not keep a limit from ending a run. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private final Map<Limit, Question> open = new EnumMap<>(Limit.class);
  private Limits limits;

  /** No questions yet, about these limits. */
  public LimitQuestions(Limits limits) {
    this.limits = limits;
  }

  /**
   * A question about a limit.
   *
   * @param limit the limit
   * @param measured what was measured
   * @param after how long the program had been running
   * @param culprit the process in which it was exceeded, if that can be said
   * @param asked when, as {@link System#nanoTime}
   */
  public record Question(
      Limit limit, long measured, Duration after, Optional<Culprit> culprit, long asked) {
    boolean isOverdue(long now) {
      return now - asked >= PATIENCE;
    }
  }

  synchronized void put(Question question) {
    open.putIfAbsent(question.limit(), question);
  }

  /** Whether a question waits for its answer. */
  public synchronized boolean areOpen() {
    return !open.isEmpty();
  }

  /** The next question, which is not open any more. */
  public synchronized Optional<Question> next() {
    Optional<Question> first = open.values().stream().findFirst();
    first.ifPresent(question -> open.remove(question.limit()));
    return first;
  }

  /** A question for whose answer nobody waits any more. */
  public synchronized Optional<Question> overdue(long now) {
    Optional<Question> first =
        open.values().stream().filter(question -> question.isOverdue(now)).findFirst();
    first.ifPresent(question -> open.remove(question.limit()));
    return first;
  }

  /**
   * Changes a limit.
   *
   * @throws IllegalArgumentException if the text is no value of it
   */
  public synchronized void extend(Limit limit, String value) {
    limits = limits.with(limit, value);
  }

  /** The limits as they are now. */
  public synchronized Limits limits() {
    return limits;
  }
}
