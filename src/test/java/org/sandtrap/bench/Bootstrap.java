package org.sandtrap.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Says how sure a figure is by computing it again from measurements drawn at random from those
 * there are. Drawn are blocks of measurements that followed each other, because what disturbs a
 * machine disturbs several in a row: drawn one by one they would look surer than they are.
 */
final class Bootstrap {
  static final Median MEDIAN = Median.withDefaults();

  private static final Quantile QUANTILE = Quantile.withDefaults();
  private static final int ROUNDS = 1000;
  private static final double TAIL = 0.025;
  private static final long SEED = 20261124; // the same measurements always give the same interval

  private Bootstrap() {}

  /**
   * Estimates a figure and its interval.
   *
   * @param count how many measurements there are
   * @param figure computes the figure from the measurements with the given indices
   */
  static Estimate estimate(int count, ToDoubleFunction<int[]> figure) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] drawn = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      drawn[round] = figure.applyAsDouble(blocks(count, random));
    }
    double value = figure.applyAsDouble(IntStream.range(0, count).toArray());
    double[] ends = QUANTILE.evaluate(drawn, TAIL, 1 - TAIL);
    return new Estimate(value, Math.min(value, ends[0]), Math.max(value, ends[1]));
  }

  /** Estimates the value below which a share of the measurements lies. */
  static Estimate quantile(double[] measured, double share) {
    return estimate(measured.length, chosen -> QUANTILE.evaluate(pick(measured, chosen), share));
  }

  static double[] pick(double[] from, int[] chosen) {
    return Arrays.stream(chosen).mapToDouble(i -> from[i]).toArray();
  }

  /** About as many blocks as a block is long; one that reaches the end goes on at the start. */
  private static int[] blocks(int count, SplittableRandom random) {
    int length = (int) Math.ceil(Math.sqrt(count));
    int[] chosen = new int[count];
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (i % length == 0) {
        start = random.nextInt(count);
      }
      chosen[i] = (start + i % length) % count;
    }
    return chosen;
  }
}
