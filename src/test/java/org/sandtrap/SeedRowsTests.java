package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What the manual says of each capability and each defect of libsandbox is shown by a test. */
@Tag("build")
class SeedRowsTests {
  private static final Pattern ROW = Pattern.compile("^\\| (D?[0-9]+) \\|.*\\|$");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Tests)\\.(\\w+)`");
  private static final Path SOURCES = Path.of("src/test/java");
  private static final String LATER = "comes later: ";
  private static final int CAPABILITIES = 57;
  private static final int DEFECTS = 30;

  @Test
  void everyRowIsThereOnce() throws IOException {
    List<String> expected =
        Stream.concat(
                IntStream.rangeClosed(1, CAPABILITIES).mapToObj(Integer::toString),
                IntStream.rangeClosed(1, DEFECTS).mapToObj(number -> "D" + number))
            .toList();
    assertThat(rows().map(SeedRowsTests::number)).containsExactlyElementsOf(expected);
  }

  @Test
  void everyRowHasATestOrComesLater() throws IOException {
    assertThat(rows())
        .allMatch(row -> row.contains(LATER) || TEST.matcher(row).find(), "has a test");
  }

  @Test
  void everyTestOfARowIsThere() throws IOException {
    Map<String, Path> classes = classes();
    assertThat(rows().flatMap(row -> TEST.matcher(row).results()))
        .isNotEmpty()
        .allSatisfy(
            test -> {
              assertThat(classes).containsKey(test.group(1));
              assertThat(tests(classes.get(test.group(1))))
                  .as(test.group(1))
                  .contains(test.group(2));
            });
  }

  private static Stream<String> rows() throws IOException {
    return Files.readAllLines(Path.of("src/site/markdown/libsandbox.md")).stream()
        .filter(line -> ROW.matcher(line).matches());
  }

  private static String number(String row) {
    return ROW.matcher(row).replaceFirst("$1");
  }

  /** The sources of all test classes, by the names of the classes. */
  private static Map<String, Path> classes() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith("Tests.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""), Function.identity()));
    }
  }

  /** The names of the tests of a class. */
  private static List<String> tests(Path source) throws ClassNotFoundException {
    String name = SOURCES.relativize(source).toString().replace(".java", "").replace('/', '.');
    ClassLoader loader = SeedRowsTests.class.getClassLoader();
    return Arrays.stream(Class.forName(name, false, loader).getDeclaredMethods())
        .filter(
            method ->
                method.isAnnotationPresent(Test.class)
                    || method.isAnnotationPresent(ParameterizedTest.class)
                    || method.isAnnotationPresent(RepeatedTest.class))
        .map(Method::getName)
        .toList();
  }
}
