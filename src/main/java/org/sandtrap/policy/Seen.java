package org.sandtrap.policy;

import java.util.List;
import java.util.function.Predicate;

/**
 * The outcome of a look at what a call leads to: all that it may be said to be.
 *
 * @param <T> what was looked for: paths, or addresses
 * @param whole whether nothing stayed hidden
 * @param forms what was seen: of one file that is its path as it was named, and the one without
 *     symbolic links; none where the call leads to nothing of the kind
 */
public record Seen<T>(boolean whole, List<T> forms) {
  /** Copies the list. */
  public Seen {
    forms = List.copyOf(forms);
  }

  /** The outcome of which nothing is known. */
  public static <T> Seen<T> nothing() {
    return new Seen<>(false, List.of());
  }

  /**
   * Whether a rule with this condition is about it: one that denies, if the condition holds for any
   * form, or one may be hidden; one that allows, if it holds for all.
   */
  boolean meets(Predicate<T> condition, boolean denies) {
    return denies
        ? !whole || forms.stream().anyMatch(condition)
        : whole && forms.stream().allMatch(condition);
  }
}
