package org.sandtrap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.TwoDocuments;
import org.sandtrap.testing.TwoTries;

/** Jackson is only needed for JSON, and of it one jar. */
class WithoutJacksonTests {
  private static final String MISSING =
      "IllegalStateException: JSON is written with Jackson, which is not on the class path: add"
          + " tools.jackson.core:jackson-core:";

  private static List<String> run(Class<?> main, String without) throws Exception {
    return ChildJvm.of(main)
        .withClassPath(part -> part.matches(".*/jackson-" + without + "-[^/]*\\.jar") ? "" : part)
        .run();
  }

  @Test
  void jsonSaysEachTimeWhatToAdd() throws Exception {
    assertThat(run(TwoDocuments.class, "[a-z]+"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith(MISSING),
            second -> assertThat(second).startsWith(MISSING),
            core -> assertThat(core).isEqualTo("wall time 10 s, output 16 MiB"));
  }

  @Test
  void theCoreOfJacksonIsEnough() throws Exception {
    assertThat(run(TwoDocuments.class, "(databind|annotations)"))
        .containsExactly("{", "{", "wall time 10 s, output 16 MiB");
  }

  @Test
  void programsRunWithoutIt() throws Exception {
    assertThat(run(TwoTries.class, "[a-z]+"))
        .startsWith("OK: The program ended normally with exit code 0.");
  }

  @Test
  @Tag("build")
  void theVersionIsThatOfTheBuild() throws Exception {
    String build = Files.readString(Path.of("pom.xml"));
    String told = run(TwoDocuments.class, "[a-z]+").get(0);
    String version = told.substring(MISSING.length(), told.length() - 1);
    assertThat(build).contains("<jackson.version>" + version + "</jackson.version>");
  }
}
