package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.ListAssert;

/** AssertJ's assertions on lists. */
final class Lists {
  private Lists() {}

  /** Assertions on an empty list where there is none: what goes on from them needs elements. */
  static <T> ListAssert<T> of(List<T> found) {
    return assertThat(found == null ? List.of() : found);
  }
}
