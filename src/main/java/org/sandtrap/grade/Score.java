package org.sandtrap.grade;

import java.util.List;
import java.util.Optional;

/**
 * The score of an item: what it has earned.
 *
 * @param item the item
 * @param share how much of it is right, 0 to 1
 * @param points the points that it has earned
 * @param result the result of a test that was reached; empty for groups
 * @param closedBy the gate that was not passed, so that it earns nothing
 * @param items the scores of the items in it
 */
public record Score(
    GradedItem item,
    double share,
    double points,
    Optional<TestResult> result,
    Optional<String> closedBy,
    List<Score> items) {
  /** Copies the list. */
  public Score {
    items = List.copyOf(items);
  }
}
