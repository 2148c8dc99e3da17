package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The example's Gradle build, which cannot be executed everywhere, names what its Maven build does.
 */
@Tag("build")
class GradleExampleTests {
  @ParameterizedTest
  @CsvSource({
    "sandtrap, org.sandtrap:sandtrap",
    "junit-jupiter, org.junit:junit-bom",
    "assertj-core, org.assertj:assertj-core"
  })
  void dependsOnTheSameVersions(String artifact, String module) throws IOException {
    String maven = Files.readString(Path.of("examples/quickstart/pom.xml"));
    String gradle = Files.readString(Path.of("examples/gradle/build.gradle.kts"));
    String version =
        Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(maven)
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    assertThat(gradle).contains("\"" + module + ":" + version + "\"");
  }

  @ParameterizedTest
  @CsvSource({"src/test/java", "src/main/c"})
  void usesTheSameSources(String directory) throws IOException {
    String gradle = Files.readString(Path.of("examples/gradle/build.gradle.kts"));
    assertThat(gradle).contains("\"../quickstart/" + directory + "\"");
    assertThat(Path.of("examples/quickstart").resolve(directory)).isNotEmptyDirectory();
  }
}
