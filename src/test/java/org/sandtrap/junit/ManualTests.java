package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sandtrap.limit.Limits;

/** What the page about the annotation lists is what there is. */
@Tag("build")
class ManualTests {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static List<String> firstColumn(String heading) throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/sandboxed.md"));
    String section = page.substring(page.indexOf("## " + heading) + 3);
    int end = section.indexOf("\n## ");
    return section
        .substring(0, end < 0 ? section.length() : end)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(0, line.indexOf(" | ")))
        .flatMap(cell -> CODE.matcher(cell).results().map(found -> found.group(1)))
        .toList();
  }

  @Test
  void everyAttributeIsListed() throws IOException {
    List<String> attributes =
        Arrays.stream(Sandboxed.class.getDeclaredMethods()).map(Method::getName).toList();
    assertThat(firstColumn("What it can say")).containsExactlyInAnyOrderElementsOf(attributes);
  }

  @Test
  void theDefaultsOfLimitsAreThoseThatHold() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/sandboxed.md"));
    Limits limits = Limits.defaults();
    assertThat(page)
        .contains("| time on the clock | " + limits.wall().orElseThrow().toSeconds() + " s |")
        .contains(
            "| bytes on standard output and standard error, unless discarded | "
                + limits.output().orElseThrow());
  }

  @Test
  void everyParameterIsListed() throws IllegalAccessException, IOException {
    Stream.Builder<String> parameters = Stream.builder();
    for (Field field : SandtrapConfiguration.class.getFields()) {
      String value = (String) field.get(null);
      parameters.add(value.equals(SandtrapConfiguration.LIMIT) ? value + "wall" : value);
    }
    assertThat(firstColumn("Configuration"))
        .containsExactlyInAnyOrderElementsOf(parameters.build().collect(Collectors.toList()));
  }

  @Test
  void everyRedirectIsNamed() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/sandboxed.md"));
    for (Redirect redirect : Redirect.values()) {
      assertThat(page).contains("`" + redirect + "`");
    }
  }
}
