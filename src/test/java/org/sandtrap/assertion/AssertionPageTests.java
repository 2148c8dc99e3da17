package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the page about assertions lists is what there is. */
@Tag("build")
class AssertionPageTests {
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  @Test
  void everyCheckAndWayIsListed() throws IOException {
    Set<String> listed =
        Files.readString(Path.of("src/site/markdown/assertions.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf(" | ")))
            .flatMap(cell -> CODE.matcher(cell).results().map(found -> found.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> present = new TreeSet<>(own(RunAssert.class));
    present.addAll(own(UsageAssert.class));
    present.addAll(own(RunningProgramAssert.class));
    assertThat(listed).isEqualTo(present);
  }

  @Test
  void everyCheckOfATraceIsListed() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/tracing.md"));
    Set<String> listed =
        page.substring(page.indexOf("## Checking it"), page.indexOf("## Snapshots"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .flatMap(line -> Pattern.compile("\\w+").matcher(line).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    Set<String> present = new TreeSet<>(own(TraceAssert.class));
    Stream.of("succeeded", "failed", "failedWith", "thatSucceeded", "thatFailed", "ofProcess")
        .forEach(present::add);
    assertThat(listed).containsAll(present);
  }

  /** The methods that these assertions add to AssertJ's. */
  private static Set<String> own(Class<?> type) {
    return Stream.<Class<?>>iterate(type, one -> one != Object.class, Class::getSuperclass)
        .takeWhile(one -> one != AbstractSandtrapAssert.class)
        .flatMap(one -> Arrays.stream(one.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(Method::getName)
        .filter(name -> !name.equals("extracting"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
