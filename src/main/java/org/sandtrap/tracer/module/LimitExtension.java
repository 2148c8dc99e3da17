package org.sandtrap.tracer.module;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.module.Answer;
import org.sandtrap.module.LimitExceeded;
import org.sandtrap.tracer.watch.LimitQuestions;

/** The extension of a limit by a module. */
final class LimitExtension {
  /** The limits that are looked at again and again; others the kernel or the plan has. */
  private static final Set<Limit> POSSIBLE =
      EnumSet.of(Limit.WALL, Limit.CPU, Limit.IDLE, Limit.MEMORY, Limit.DISK, Limit.FILES);

  private LimitExtension() {}

  /** Extends the limit, or answers what is wrong with that. */
  static Optional<RuntimeException> misfit(
      LimitQuestions questions, LimitExceeded exceeded, Answer.Extend extend) {
    Limit limit = exceeded.limit();
    if (!POSSIBLE.contains(limit)) {
      return Optional.of(
          new IllegalStateException(
              "The limit of " + limit + " cannot be extended; these can: " + POSSIBLE + "."));
    }
    try {
      Limits changed = questions.limits().with(limit, extend.value());
      if (changed.amount(limit).orElse(Long.MAX_VALUE) <= exceeded.measured()) {
        return Optional.of(
            new IllegalArgumentException(
                "extend: "
                    + changed.text(limit)
                    + " is not more than what has been measured of "
                    + limit
                    + ", "
                    + limit.kind().text(exceeded.measured())
                    + "."));
      }
    } catch (IllegalArgumentException e) {
      return Optional.of(e);
    }
    questions.extend(limit, extend.value());
    return Optional.empty();
  }
}
