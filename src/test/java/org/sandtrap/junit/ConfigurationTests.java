package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.limit.Limit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The configuration parameters. */
class ConfigurationTests {
  private static void succeeds(Class<?> type, Map<String, String> configuration) {
    assertThat(Engine.throwables(Engine.run(type, configuration))).isEmpty();
  }

  @Test
  void limitsAndAPolicyHoldWhereNoAnnotationGivesThem() {
    succeeds(
        Configured.class,
        Map.of(
            "sandtrap.limit.wall", "7s",
            "sandtrap.limit.openFiles", "33",
            "sandtrap.policy", "no-network"));
  }

  static class Configured {
    @Test
    @Sandboxed(wall = "3s", inherit = false)
    void settings(Sandbox sandbox) {
      assertThat(sandbox.limits().wall()).contains(Duration.ofSeconds(3));
      assertThat(sandbox.limits().openFiles()).hasValue(33);
      assertThat(sandbox.policy().isEmpty()).isFalse();
    }

    @Test
    @Sandboxed(command = {"sh", "-c", "ulimit -n"})
    void run(Run run, Sandbox sandbox) {
      assertThat(run).exitedWith(0).stdout().isEqualTo("33\n");
      assertThat(sandbox.limits().wall()).contains(Duration.ofSeconds(7));
    }
  }

  @Test
  void aWrongValueNamesKeyValueAndWhatIsExpected() {
    assertThat(Engine.failure(Plain.class, Map.of("sandtrap.limit.wall", "soon")))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageStartingWith(
            "Configuration parameter sandtrap.limit.wall is 'soon': wall: 'soon'");
    assertThat(Engine.failure(Plain.class, Map.of("sandtrap.policy", "none")))
        .hasMessageStartingWith(
            "Configuration parameter sandtrap.policy is 'none': policy: 'none' is no preset.");
  }

  static class Plain {
    @Test
    @Sandboxed(command = "true")
    void test() {}
  }

  /** Editors complete and check the keys by this file, in the format of Spring Boot's metadata. */
  @Test
  void theMetadataListsEveryParameter() throws Exception {
    List<String> expected =
        new ArrayList<>(
            List.of(
                SandtrapConfiguration.UNSUPPORTED,
                SandtrapConfiguration.POLICY,
                SandtrapConfiguration.ATTACH));
    Arrays.stream(Limit.values())
        .forEach(limit -> expected.add(SandtrapConfiguration.LIMIT + limit.attribute()));
    try (InputStream in =
        Sandboxed.class.getResourceAsStream(
            "/META-INF/junit-platform-configuration-metadata.json")) {
      JsonNode properties = JsonMapper.shared().readTree(in).path("properties");
      assertThat(properties.valueStream().map(one -> one.path("name").asString()))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(properties.valueStream())
          .allSatisfy(
              one -> {
                assertThat(one.path("description").asString()).endsWith(".");
                assertThat(one.path("type").asString()).isEqualTo("java.lang.String");
              });
    }
  }
}
