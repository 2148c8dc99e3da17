package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.CrowdOfRuns;
import org.sandtrap.testing.ManyRuns;

/**
 * After very many runs, one after the other and all at once, a JVM has what it had before:
 * descriptors, threads, processes, temporary files, control groups, heap. {@code -Psoak} makes ten
 * thousand, and a thousand at once.
 */
@Tag("soak")
class SoakTests {
  private static final int RUNS = Integer.getInteger("tests.soak.runs", 240);
  private static final int AT_ONCE = Integer.getInteger("tests.soak.parallel", 50);
  private static final int THREADS = 4;
  private static final int LONGEST = 3600; // seconds

  @TempDir Path temporary;

  private List<String> said(Class<?> main, int parallel, String... arguments) throws Exception {
    return ChildJvm.of(main)
        .withOptions(
            "-Djava.io.tmpdir=" + temporary,
            "-Dsandtrap.parallel=" + parallel,
            "-XX:-UseDynamicNumberOfCompilerThreads")
        .withPatience(Duration.ofSeconds(LONGEST))
        .run(arguments);
  }

  @Test
  @Timeout(LONGEST)
  void oneAfterTheOther() throws Exception {
    assertThat(said(ManyRuns.class, THREADS, "" + THREADS, "" + RUNS))
        .containsExactly(RUNS + " runs", "the same belongings", "the same heap");
  }

  @Test
  @Timeout(LONGEST)
  void allAtOnce() throws Exception {
    assertThat(said(ManyRuns.class, AT_ONCE, "" + AT_ONCE, "" + AT_ONCE))
        .containsExactly(AT_ONCE + " runs", "the same belongings", "the same heap");
  }

  @Test
  @Timeout(LONGEST)
  void allAliveAtOnce() throws Exception {
    assertThat(said(CrowdOfRuns.class, AT_ONCE, "" + AT_ONCE))
        .endsWith(AT_ONCE + " alive, " + AT_ONCE + " killed", "the same belongings");
  }
}
