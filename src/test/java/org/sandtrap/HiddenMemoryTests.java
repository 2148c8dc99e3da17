package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Groups;
import org.sandtrap.testing.Hostile;

/** Memory that is in no process's page tables: what counts it, and what is known not to. */
@Tag("limits")
class HiddenMemoryTests {
  private static final String ATTACK = "attacks/mem_hidden";

  private final Sandbox sandbox = Sandbox.create().withMemory("64MiB");

  /** Without a control group nobody knows whose such memory is; it goes with its last user. */
  @ParameterizedTest
  @ValueSource(strings = {"memfd", "devshm", "segments", "pipes"})
  void whatIsNotMappedCountsWhereAGroupKeepsTheLimit(String way) {
    Run run = Hostile.run(sandbox, ATTACK, way, "100");
    if (Groups.areUsed()) {
      stopped(run, Verdict.MEMORY_LIMIT, Limit.MEMORY);
    } else {
      assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(0)));
      assertThat(run.stdoutText()).matches("hidden \\d+ MiB resident [0-4] MiB\n");
    }
    assertThat(run.usage().treePeak()).isLessThan(ByteSize.ofMebibytes(8));
  }

  @Test
  void aSegmentCountsWhileItIsMapped() {
    Run run = Hostile.run(sandbox, ATTACK, "sysv", "100");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.MEMORY_LIMIT);
    assertThat(((Cause.LimitReached) run.cause()).limit()).isEqualTo(Limit.MEMORY);
    Run smaller = Hostile.run(sandbox, ATTACK, "sysv", "50");
    assertThat(smaller.stdoutText())
        .as("%s", smaller)
        .matches("hidden 50 MiB resident [0-4] MiB\n");
    assertThat(smaller.usage().peakMemory()).isGreaterThan(ByteSize.ofMebibytes(49));
  }

  @ParameterizedTest
  @ValueSource(strings = {"memfd", "devshm"})
  void aFileInMemoryIsAFile(String way) {
    Run run = Hostile.run(sandbox.withFileSize("10MB"), ATTACK, way, "100");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OUTPUT_LIMIT);
    assertThat(((Cause.LimitReached) run.cause()).limit()).isEqualTo(Limit.FILE_SIZE);
    assertThat(run.stdoutText()).isEmpty();
  }

  @Test
  void theFileInMemoryThatFitsIsAllowed() {
    Run run = Hostile.run(sandbox.withFileSize("10MiB"), ATTACK, "memfd", "10");
    assertThat(run.stdoutText()).as("%s", run).startsWith("hidden 10 MiB ");
  }

  @Test
  void whatIsInPipesIsAtMostWhatOpenFilesAllow() {
    Run run = Hostile.run(sandbox.withOpenFiles(24), ATTACK, "pipes", "100");
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(0)));
    assertThat(run.stdoutText()).matches("hidden \\d MiB resident [0-4] MiB\n|hidden 10 MiB .*\n");
    assertThat(run.limitsHit()).containsExactly(Limit.OPEN_FILES);
  }
}
