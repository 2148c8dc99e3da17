package org.sandtrap.grade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An assignment: graded items with a total, the test class that they are in. Immutable.
 *
 * @param name the name of the class
 * @param total the points that the items that are no extra add up to
 * @param cap the most that a submission can earn, extra points included
 * @param step what scores are rounded to, half up: 0.5, or 0 for no rounding
 * @param items the items, in their order
 */
public record Assignment(
    String name, double total, double cap, double step, List<GradedItem> items) {
  /** What doubles may differ by without meaning it. */
  static final double NOISE = 1e-9;

  private static final int PLACES = 4;

  /**
   * Checks the points.
   *
   * @throws GradingException when they do not add up, or a gate is no test
   */
  public Assignment {
    items = List.copyOf(items);
    double sum = items.stream().filter(item -> !item.extra()).mapToDouble(GradedItem::most).sum();
    if (Math.abs(sum - total) > NOISE) {
      throw new GradingException(
          name
              + " declares "
              + text(total)
              + " points, but its tests add up to "
              + text(sum)
              + ": "
              + parts(items)
              + ". Change one of them.");
    }
    if (cap < total - NOISE || step < 0) {
      throw new GradingException(
          name
              + ": a cap of "
              + text(cap)
              + " points is below the total of "
              + text(total)
              + ", or the step of "
              + text(step)
              + " is below 0. Nobody could earn the total.");
    }
    Set<String> known = new HashSet<>();
    items.forEach(item -> collect(item, known));
    for (GradedItem item : items) {
      for (String gate : item.gates()) {
        if (!known.contains(gate)) {
          throw new GradingException(
              item.id() + " requires " + gate + ", and there is no such test: " + known + ".");
        }
      }
    }
  }

  private static void collect(GradedItem item, Set<String> known) {
    known.add(item.id());
    item.items().forEach(inner -> collect(inner, known));
  }

  private static String parts(List<GradedItem> items) {
    List<String> parts =
        items.stream()
            .filter(item -> !item.extra())
            .map(item -> item.name() + " " + text(item.most()))
            .toList();
    return parts.isEmpty() ? "none has points" : String.join(", ", parts);
  }

  /** All tests, in their order. */
  public Stream<GradedItem> tests() {
    return items.stream().flatMap(GradedItem::tests);
  }

  /** The scores of the items; what has no result has earned nothing. */
  public List<Score> scores(Map<String, TestResult> results) {
    Predicate<String> passed = id -> isPassed(id, results);
    return items.stream().map(item -> score(item, results, passed)).toList();
  }

  private boolean isPassed(String id, Map<String, TestResult> results) {
    return tests()
        .filter(test -> test.id().equals(id) || test.id().startsWith(id + "/"))
        .allMatch(
            test ->
                Optional.ofNullable(results.get(test.id()))
                    .filter(result -> result.status() == TestResult.Status.PASSED)
                    .isPresent());
  }

  private Score score(GradedItem item, Map<String, TestResult> results, Predicate<String> passed) {
    Optional<String> closed = item.gates().stream().filter(passed.negate()).findFirst();
    if (item.isTest()) {
      Optional<TestResult> result = Optional.ofNullable(results.get(item.id()));
      double share = result.map(TestResult::share).orElse(0.0);
      return new Score(item, share, earned(item, share, closed), result, closed, List.of());
    }
    List<Score> inner = item.items().stream().map(one -> score(one, results, passed)).toList();
    double share = share(item, inner);
    return new Score(item, share, earned(item, share, closed), Optional.empty(), closed, inner);
  }

  /** The share of a group's points that is earned, 0 to 1. */
  private static double share(GradedItem group, List<Score> inner) {
    return switch (group.aggregation()) {
      case SUM ->
          group.points() == 0
              ? 0
              : inner.stream().mapToDouble(Score::points).sum() / group.points();
      case MIN -> inner.stream().mapToDouble(Score::share).min().orElse(0);
      case ALL -> inner.stream().allMatch(score -> score.share() >= 1) ? 1 : 0;
    };
  }

  /** A test with points below 0 costs them in as far as it is wrong. */
  private static double earned(GradedItem item, double share, Optional<String> closed) {
    if (item.points() < 0) {
      return (1 - share) * item.points();
    }
    return closed.isPresent() ? 0 : share * item.points();
  }

  /** The score of a submission: the sum, not below 0, at most the cap, rounded. */
  public double total(List<Score> scores) {
    double sum = scores.stream().mapToDouble(Score::points).sum();
    double bounded = Math.max(0, Math.min(cap, sum));
    return rounded(bounded, step);
  }

  private static double rounded(double points, double step) {
    BigDecimal exact = BigDecimal.valueOf(points).setScale(PLACES, RoundingMode.HALF_UP);
    if (step > 0) {
      BigDecimal unit = BigDecimal.valueOf(step);
      exact = exact.divide(unit, 0, RoundingMode.HALF_UP).multiply(unit);
    }
    return exact.doubleValue();
  }

  /** Points as people write them: {@code 2.5}, {@code 10}. */
  public static String text(double points) {
    BigDecimal exact = BigDecimal.valueOf(points).setScale(PLACES, RoundingMode.HALF_UP);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }
}
