package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.WithoutOptionalLibraries;

/** Libraries that users may leave out: who needs one is told. */
class OptionalLibraryTests {
  @TempDir Path directory;

  @Test
  void withoutThemOneIsToldWhatToAdd() throws Exception {
    Path file = directory.resolve("a.trace");
    assertThat(
            ChildJvm.of(WithoutOptionalLibraries.class)
                .withClassPath(part -> part.matches(".*/(jackson|java-diff)-.*") ? "" : part)
                .run(file.toString()))
        .satisfiesExactly(
            json -> assertThat(json).contains("add tools.jackson.core:jackson-core:"),
            snapshot -> assertThat(snapshot).contains("is not as in the snapshot " + file),
            line -> assertThat(line).isEqualTo("They differ from line 2 on:"),
            line -> assertThat(line).isEqualTo("-+++ exited with 1 +++"),
            line -> assertThat(line).isEqualTo("++++ exited with 0 +++"),
            remedy -> assertThat(remedy).contains("add io.github.java-diff-utils:java-diff-utils"),
            check -> assertThat(check).startsWith("Line 1, column 2: expected \"[1]\", but was"),
            line -> assertThat(line).isEqualTo("--- expected"),
            line -> assertThat(line).isEqualTo("+++ output"),
            line -> assertThat(line).isEqualTo("@@ -1,1 +1,1 @@"),
            line -> assertThat(line).isEqualTo("-[1]"),
            line -> assertThat(line).isEqualTo("\\ No newline at end of file"),
            line -> assertThat(line).isEqualTo("+[2]"),
            line -> assertThat(line).isEqualTo("\\ No newline at end of file"),
            remedy -> assertThat(remedy).contains("add io.github.java-diff-utils:java-diff-utils"),
            json -> assertThat(json).contains("add tools.jackson.core:jackson-core:"));
  }
}
