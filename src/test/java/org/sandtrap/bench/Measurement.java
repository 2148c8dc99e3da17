package org.sandtrap.bench;

/**
 * The outcome of one benchmark.
 *
 * @param name its name, which does not change from release to release
 * @param estimate the figure
 * @param unit its unit
 * @param aim what it should be
 * @param figures the figures behind it
 * @param subject what was measured
 */
record Measurement(
    String name, Estimate estimate, String unit, Aim aim, String figures, String subject) {
  boolean reached() {
    return aim.isReachedBy(estimate.value());
  }
}
