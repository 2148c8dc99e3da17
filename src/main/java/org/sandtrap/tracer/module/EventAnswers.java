package org.sandtrap.tracer.module;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.module.Answer;

/** The answers that fit a kind of event. */
enum EventAnswers {
  /** A call that is about to be made. */
  ENTRY(
      List.of(
          Answer.Proceed.class,
          Answer.Deny.class,
          Answer.Kill.class,
          Answer.Finish.class,
          Answer.Rewrite.class,
          Answer.Returning.class)),
  /** A call that has been made. */
  EXIT(
      List.of(
          Answer.Proceed.class, Answer.Kill.class, Answer.Finish.class, Answer.Returning.class)),
  /** A signal that is about to be delivered. */
  SIGNAL(
      List.of(
          Answer.Proceed.class,
          Answer.Suppress.class,
          Answer.Deliver.class,
          Answer.Kill.class,
          Answer.Finish.class)),
  /** A limit that was exceeded. */
  LIMIT(List.of(Answer.Proceed.class, Answer.Extend.class, Answer.Kill.class, Answer.Finish.class)),
  /** The start, an exec or the end of a thread. */
  OTHER(List.of(Answer.Proceed.class, Answer.Kill.class, Answer.Finish.class));

  private final List<Class<? extends Answer>> fitting;

  EventAnswers(List<Class<? extends Answer>> fitting) {
    this.fitting = fitting;
  }

  /** What is wrong with an answer; empty if it fits. */
  Optional<RuntimeException> misfit(Answer answer, String module, Object event) {
    if (answer == null) {
      return Optional.of(
          new NullPointerException(module + " answered null to " + event + ". " + expected()));
    }
    if (fitting.stream().noneMatch(one -> one.isInstance(answer))) {
      return Optional.of(
          new IllegalStateException(
              module
                  + " answered "
                  + answer
                  + " to "
                  + event
                  + ", which it does not fit. "
                  + expected()));
    }
    return Optional.empty();
  }

  private String expected() {
    return fitting.stream()
        .map(one -> one.getSimpleName().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "Expected one of: ", "."));
  }
}
