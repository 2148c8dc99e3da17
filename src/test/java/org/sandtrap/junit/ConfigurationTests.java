package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void anUnknownKeyIsNoLimit() {
    assertThatThrownBy(
            () -> ConfigurationKeys.checkProperties(Set.of("user.dir", "sandtrap.limit.wal")))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "The system property sandtrap.limit.wal is unknown. Expected sandtrap.attach,"
                + " sandtrap.grade, sandtrap.grade.deadline, sandtrap.grade.resume, sandtrap.policy,"
                + " sandtrap.submission, sandtrap.unsupported or sandtrap.limit. before one of wall, cpu, idle, memory, addressSpace, stack, output, fileSize,"
                + " disk, files, processes, threads, openFiles.");
    assertThatThrownBy(() -> ConfigurationKeys.checkFile(Set.of("sandtrap.limits.wall")))
        .hasMessageStartingWith(
            "The configuration parameter sandtrap.limits.wall in junit-platform.properties is"
                + " unknown. Expected sandtrap.attach,");
  }

  @Test
  void theVersionOfABuildMayBeGivenToMaven() {
    ConfigurationKeys.checkProperties(Set.of("sandtrap.version"));
    assertThatThrownBy(() -> ConfigurationKeys.checkFile(Set.of("sandtrap.version")))
        .hasMessageContaining("is unknown.");
  }

  @Test
  void whatIsOnlyASystemPropertyHasNoEffectInTheFile() {
    ConfigurationKeys.checkProperties(Set.of("sandtrap.parallel", "sandtrap.cgroups"));
    assertThatThrownBy(() -> ConfigurationKeys.checkFile(Set.of("sandtrap.parallel")))
        .hasMessage(
            "sandtrap.parallel in junit-platform.properties has no effect, because it is no"
                + " configuration parameter, but a system property. Give it to the JVM of the tests"
                + " as -Dsandtrap.parallel=…, in Surefire's argLine for example.");
  }

  @Test
  void everyParameterIsKnown() throws Exception {
    Set<String> listed = new HashSet<>();
    for (Field constant : SandtrapConfiguration.class.getFields()) {
      listed.add((String) constant.get(null));
    }
    assertThat(listed.remove(SandtrapConfiguration.LIMIT)).isTrue();
    listed.add("sandtrap.limit.wall");
    ConfigurationKeys.checkProperties(listed);
    ConfigurationKeys.checkFile(listed);
  }

  @Test
  void theFileOfJUnitIsLookedAt(@TempDir Path directory) throws Exception {
    Files.writeString(
        directory.resolve("junit-platform.properties"),
        "junit.jupiter.execution.parallel.enabled = false\nsandtrap.limit.memmory = 64MiB\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before) {
          @Override
          public URL getResource(String name) {
            URL here = findResource(name);
            return here == null ? super.getResource(name) : here;
          }
        }) {
      thread.setContextClassLoader(loader);
      assertThat(Engine.failure(Plain.class))
          .isInstanceOf(ExtensionConfigurationException.class)
          .hasMessageStartingWith(
              "The configuration parameter sandtrap.limit.memmory in junit-platform.properties is"
                  + " unknown.");
    } finally {
      thread.setContextClassLoader(before);
    }
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
