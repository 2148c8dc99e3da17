package org.sandtrap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes measurements the way github-action-benchmark reads them. */
final class Results {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final double THOUSAND = 1000;

  private Results() {}

  /**
   * One element of the array.
   *
   * @param name its name
   * @param value the figure
   * @param unit its unit
   * @param range {@code ±} and how far the true figure may be from it
   * @param extra how it came about, and the aim
   */
  record Entry(String name, double value, String unit, String range, String extra) {
    static Entry of(Measurement measurement) {
      Estimate estimate = measurement.estimate();
      String extra =
          String.format(
              Locale.ROOT,
              "aim %s, %s; 95%% of resampled figures in %.3f to %.3f; %s: %s",
              measurement.aim(),
              measurement.reached() ? "reached" : "not reached",
              estimate.low(),
              estimate.high(),
              measurement.figures(),
              measurement.subject());
      return new Entry(
          measurement.name(),
          Math.round(estimate.value() * THOUSAND) / THOUSAND,
          measurement.unit(),
          estimate.range(),
          extra);
    }
  }

  static void write(Path file, List<Measurement> measurements) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writeValue(file, measurements.stream().map(Entry::of).toList());
  }
}
