package org.sandtrap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The figures of the benchmark, and how sure they are said to be. */
class BootstrapTests {
  private final Random random = new Random(7);

  private double[] around(double center, double spread, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> center + spread * random.nextGaussian())
        .toArray();
  }

  @Test
  void theRatioIsThatOfTheMedians() {
    Pairs pairs = new Pairs(new double[] {1, 2, 900}, new double[] {5, 4, 3});
    assertThat(pairs.ratio().value()).isEqualTo(0.5);
  }

  @Test
  void whatNeverVariesIsCertain() {
    Pairs pairs = new Pairs(new double[] {3, 3, 3, 3}, new double[] {2, 2, 2, 2});
    assertThat(pairs.ratio()).isEqualTo(new Estimate(1.5, 1.5, 1.5));
    assertThat(pairs.ratio().range()).isEqualTo("±0.000");
  }

  @Test
  void theIntervalContainsTheTrueRatioNearlyAlways() {
    int hits = 0;
    for (int i = 0; i < 40; i++) {
      Estimate ratio = new Pairs(around(100, 20, 60), around(200, 20, 60)).ratio();
      hits += ratio.low() <= 0.5 && 0.5 <= ratio.high() ? 1 : 0;
    }
    assertThat(hits).isBetween(34, 40);
  }

  @Test
  void moreRunsMakeSurer() {
    Estimate few = new Pairs(around(100, 20, 30), around(200, 20, 30)).ratio();
    Estimate many = new Pairs(around(100, 20, 900), around(200, 20, 900)).ratio();
    assertThat(many.margin()).isLessThan(few.margin() / 3);
  }

  @Test
  void disturbancesInARowMakeLessSure() {
    double[] mixed = IntStream.range(0, 900).mapToDouble(i -> i % 3 == 0 ? 20 : 10).toArray();
    double[] inARow = IntStream.range(0, 900).mapToDouble(i -> i < 300 ? 20 : 10).toArray();
    assertThat(Bootstrap.quantile(inARow, 0.6).margin())
        .isGreaterThan(Bootstrap.quantile(mixed, 0.6).margin());
  }

  @Test
  void theMarginCoversTheWholeInterval() {
    assertThat(new Estimate(2, 1.5, 2.1).margin()).isEqualTo(0.5);
    assertThat(new Estimate(2, 1.9, 3).range()).isEqualTo("±1.000");
  }

  @Test
  void whoeverBeginsAlternates() throws Exception {
    StringBuilder order = new StringBuilder();
    Pairs pairs =
        Pairs.measure(() -> order.append('a').length(), () -> order.append('b').length(), 1, 3);
    assertThat(order).hasToString("baabbaab");
    assertThat(pairs.ours()).containsExactly(3, 6, 7);
    assertThat(pairs.theirs()).containsExactly(4, 5, 8);
  }
}
