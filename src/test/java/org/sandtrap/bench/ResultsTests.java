package org.sandtrap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file with the results is what github-action-benchmark reads. */
class ResultsTests {
  private static final Measurement LAUNCH =
      new Measurement(
          "launch",
          new Estimate(0.41234, 0.4, 0.43),
          "ratio",
          Aim.atMost(0.5),
          "medians",
          "\"both\" sides");
  private static final Measurement PARALLEL =
      new Measurement(
          "parallel",
          new Estimate(1.5, 1.4, 1.8),
          "ratio",
          Aim.atLeast(2),
          "medians",
          "ours and theirs");

  @TempDir Path directory;

  private JsonNode written() throws Exception {
    Path file = directory.resolve("new/results.json");
    Results.write(file, List.of(LAUNCH, PARALLEL));
    return new JsonMapper().readTree(file);
  }

  @Test
  void everyMeasurementIsAnElementOfAnArray() throws Exception {
    JsonNode results = written();
    assertThat(results.isArray()).isTrue();
    assertThat(results.size()).isEqualTo(2);
    assertThat(results.get(0).propertyNames())
        .containsExactly("name", "value", "unit", "range", "extra");
  }

  @Test
  void theValueIsANumberAndTheRestIsText() throws Exception {
    JsonNode first = written().get(0);
    assertThat(first.get("name").asString()).isEqualTo("launch");
    assertThat(first.get("value").isNumber()).isTrue();
    assertThat(first.get("value").asDouble()).isEqualTo(0.412);
    assertThat(first.get("unit").asString()).isEqualTo("ratio");
    assertThat(first.get("range").asString()).isEqualTo("±0.018");
  }

  @Test
  void theRestSaysWhetherTheAimIsReached() throws Exception {
    JsonNode results = written();
    assertThat(results.get(0).get("extra").asString())
        .startsWith("aim ≤ 0.500, reached; ")
        .contains("0.400 to 0.430")
        .endsWith("medians: \"both\" sides");
    assertThat(results.get(1).get("extra").asString()).startsWith("aim ≥ 2.00, not reached; ");
  }
}
