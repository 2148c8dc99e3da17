package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the README and the manual show is what the examples compile and run. */
@Tag("build")
class ReadmeTests {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final int LONGEST = 150;

  @Test
  void everyTestItShowsStandsInAnExample() throws IOException {
    String examples = examples();
    List<String> snippets =
        Stream.concat(Stream.of(readme()), manual())
            .flatMap(page -> JAVA.matcher(page).results())
            .flatMap((MatchResult found) -> Stream.of(found.group(1).split("\n\n")))
            .map(String::stripTrailing)
            .toList();
    assertThat(snippets).isNotEmpty().allSatisfy(snippet -> assertThat(examples).contains(snippet));
  }

  @Test
  void bothCommandsAreThoseThatContinuousIntegrationRuns() throws IOException {
    List<String> commands =
        readme().lines().filter(line -> line.startsWith("    mvn")).map(String::strip).toList();
    String integration = Files.readString(Path.of(".ci/run"));
    assertThat(commands).hasSize(2);
    assertThat(integration)
        .contains("step " + commands.get(0) + "\n", "step " + commands.get(1) + "\n");
  }

  /** The examples are built by the oldest Maven that is supported, too, and fail without a test. */
  @Test
  void itsPomIsThatOfAnExample() throws IOException {
    String shown =
        Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL)
            .matcher(readme())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.joining());
    assertThat(shown).isEqualTo(Files.readString(Path.of("examples/minimal/pom.xml")));
  }

  @Test
  void itNamesEveryVerdictAndItsLetters() throws IOException {
    assertThat(Verdict.values())
        .allSatisfy(
            verdict ->
                assertThat(readme())
                    .containsPattern("`" + verdict + "` (\\| |\\()" + verdict.code()));
  }

  @Test
  void theJavadocOfRunNamesEveryVerdict() throws IOException {
    String run = Files.readString(Path.of("src/main/java/org/sandtrap/Run.java"));
    assertThat(Verdict.values())
        .allSatisfy(
            verdict ->
                assertThat(run).containsPattern("@link\\s+(\\*\\s+)?Verdict#" + verdict + "}"));
  }

  @Test
  void isShort() throws IOException {
    assertThat(readme().lines()).hasSizeLessThanOrEqualTo(LONGEST);
  }

  private static Stream<String> manual() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("src/site/markdown"))) {
      return pages.toList().stream().map(ReadmeTests::read);
    }
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static String examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("examples"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ReadmeTests::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
