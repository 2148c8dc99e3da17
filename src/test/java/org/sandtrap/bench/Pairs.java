package org.sandtrap.bench;

/**
 * What two contenders achieved, each pair measured one right after the other.
 *
 * @param ours the figures of the first
 * @param theirs the figures of the second, of the same number
 */
record Pairs(double[] ours, double[] theirs) {
  /**
   * Lets two contenders take turns. Who begins alternates, because whoever comes second may find
   * caches and clock rate as the first has left them.
   *
   * @param warmUp how many pairs come before those that count
   * @param count how many pairs count
   */
  static Pairs measure(Contender ours, Contender theirs, int warmUp, int count) throws Exception {
    Pairs pairs = new Pairs(new double[count], new double[count]);
    for (int i = -warmUp; i < count; i++) {
      int at = Math.max(0, i);
      if (i % 2 == 0) {
        pairs.ours[at] = ours.measure();
        pairs.theirs[at] = theirs.measure();
      } else {
        pairs.theirs[at] = theirs.measure();
        pairs.ours[at] = ours.measure();
      }
    }
    return pairs;
  }

  int count() {
    return ours.length;
  }

  double ourMedian() {
    return Bootstrap.MEDIAN.evaluate(ours);
  }

  double theirMedian() {
    return Bootstrap.MEDIAN.evaluate(theirs);
  }

  /** The first median in units of the second. */
  Estimate ratio() {
    return Bootstrap.estimate(
        count(),
        chosen ->
            Bootstrap.MEDIAN.evaluate(Bootstrap.pick(ours, chosen))
                / Bootstrap.MEDIAN.evaluate(Bootstrap.pick(theirs, chosen)));
  }
}
