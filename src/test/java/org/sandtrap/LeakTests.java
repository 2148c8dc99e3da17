package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.ManyRuns;

/** However many runs there were, nothing of them stays in the JVM or beside it. */
@Tag("slow")
class LeakTests {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({"1, 500", "16, 200"})
  void runsLeaveNothingBehind(String threads, String runs)
      throws IOException, InterruptedException {
    List<String> lines =
        ChildJvm.of(ManyRuns.class)
            .withOptions(
                "-Djava.io.tmpdir=" + temporary,
                "-Dsandtrap.parallel=" + threads,
                "-XX:-UseDynamicNumberOfCompilerThreads")
            .run(threads, runs);
    assertThat(lines).containsExactly(runs + " runs", "the same belongings", "the same heap");
  }
}
