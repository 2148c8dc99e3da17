package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.console.ConsoleLauncher;
import org.sandtrap.testing.ChildJvm;

/** Limits of memory hold in the same way where no control group can be had. */
@Tag("slow")
class MemoryWithoutGroupsTests {
  @Test
  void everyTestOfMemoryPasses() throws IOException, InterruptedException {
    List<String> said =
        ChildJvm.of(ConsoleLauncher.class)
            .withOptions("-Dsandtrap.cgroups=off")
            .run(
                "execute",
                "--select-class=" + MemoryLimitTests.class.getName(),
                "--select-class=" + UsageTests.class.getName(),
                "--select-class=" + HiddenMemoryTests.class.getName(),
                "--disable-banner",
                "--disable-ansi-colors",
                "--details=tree");
    assertThat(said).noneMatch(line -> line.contains("[X]"));
    assertThat(said).anyMatch(line -> line.matches("\\[ +[5-9][0-9] tests successful +\\]"));
  }
}
