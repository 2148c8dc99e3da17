package org.sandtrap.assertion;

import java.util.Optional;

/**
 * An amount as far as it is known: exact, or the least that it can be and the reason why no more is
 * known.
 *
 * @param amount how it is shown
 * @param nothing whether it is 0
 * @param gap why it may be more, as a clause; empty when it is exact
 */
record KnownAmount(String amount, boolean nothing, Optional<String> gap) {
  /** The amount without the words around it: {@code 3 MiB}, {@code at least 3 MiB}. */
  String found() {
    if (gap.isEmpty()) {
      return amount;
    }
    return nothing ? "unknown" : "at least " + amount;
  }

  /**
   * Whether a check of it has an answer.
   *
   * @param settled whether more would not change what it is for the least
   */
  boolean answers(boolean settled) {
    return settled || gap.isEmpty();
  }

  /**
   * Goes on from "but": {@code it had at least 3}.
   *
   * @param subject what comes before the amount: {@code it had}
   * @param settled whether more would not change the answer
   */
  String clause(String subject, boolean settled) {
    if (answers(settled)) {
      return subject + " " + found();
    }
    String least = nothing ? "" : ", only that " + subject + " " + found();
    return "that is not known" + least + ": " + gap.orElseThrow();
  }
}
