package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manual lists the attacks that there are. */
@Tag("build")
class AttackPageTests {
  private static final Path PAGE = Path.of("src/site/markdown/attacks.md");
  private static final Path PROGRAMS = Path.of("native/tracees");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (`[^|]*?`): .*$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  /** Row and program, as the manual has them. */
  private static List<String> listed() throws IOException {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .flatMap(AttackPageTests::programs)
        .toList();
  }

  private static Stream<String> programs(MatchResult row) {
    return NAME.matcher(row.group(2)).results().map(name -> row.group(1) + " " + name.group(1));
  }

  @Test
  void everyAttackIsInTheManual() throws IOException {
    Map<String, String> named = new TreeMap<>();
    for (Attack attack : AttackTests.attacks()) {
      String program = attack.name().split(" ")[0];
      named.put(attack.row() + " " + program, program);
    }
    assertThat(listed()).containsAll(named.keySet());
  }

  @Test
  void everyProgramInTheManualIsThere() throws IOException {
    for (String row : listed()) {
      String file = row.split(" ")[1] + ".c";
      assertThat(
              PROGRAMS.resolve("attacks").resolve(file).toFile().exists()
                  || PROGRAMS.resolve(file).toFile().exists())
          .as(row)
          .isTrue();
    }
  }
}
