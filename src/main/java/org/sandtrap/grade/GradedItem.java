package org.sandtrap.grade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.grade.cases.Aggregation;

/**
 * An item that is graded: a test, or a group of items. Immutable.
 *
 * @param id what names it among all: {@code SumTest.sums/large/1}
 * @param name what people read: {@code sums/large/1}
 * @param points what it is worth; below 0 what a failure costs
 * @param extra whether its points are beyond the total
 * @param aggregation how a group earns its points; of a test it says nothing
 * @param feedback what students see of it when it fails
 * @param visibleAfter the moment before which they see its verdict only
 * @param hint what students are told when it fails
 * @param gates the ids of the tests without which it earns nothing
 * @param items the items of a group; empty for a test
 */
public record GradedItem(
    String id,
    String name,
    double points,
    boolean extra,
    Aggregation aggregation,
    Feedback feedback,
    Optional<Instant> visibleAfter,
    Optional<String> hint,
    List<String> gates,
    List<GradedItem> items) {
  /** Copies the lists. */
  public GradedItem {
    gates = List.copyOf(gates);
    items = List.copyOf(items);
  }

  /** The same item as a group of others. */
  public GradedItem with(List<GradedItem> others) {
    return new GradedItem(
        id, name, points, extra, aggregation, feedback, visibleAfter, hint, gates, others);
  }

  /** Whether it is a test, and no group. */
  public boolean isTest() {
    return items.isEmpty();
  }

  /** The tests in it, itself if it is one, in their order. */
  public Stream<GradedItem> tests() {
    return isTest() ? Stream.of(this) : items.stream().flatMap(GradedItem::tests);
  }

  /** What students see of it at a moment. */
  public Feedback feedbackAt(Instant now) {
    return visibleAfter.filter(now::isBefore).isPresent() ? Feedback.VERDICT : feedback;
  }

  /** The most that it can earn: nothing where a failure costs something. */
  public double most() {
    return Math.max(0, points);
  }
}
