package org.sandtrap.tracer.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups have names that tell whose they are, and those of nobody are removed. */
class CgroupParentTests {
  private static final long NOBODYS = 99_999_999_999L;

  @TempDir Path directory;

  @Test
  void groupsOfJvmsThatAreGoneAreSweptAway() throws IOException {
    CgroupParent place = new CgroupParent(directory, CgroupVersion.FIRST);
    Path abandoned = Files.createDirectory(directory.resolve("sandtrap-" + NOBODYS + "-1"));
    Path own = Files.createDirectory(place.group(7));
    Path other = Files.createDirectory(directory.resolve("sandtrap-of-somebody"));
    Path inUse = Files.createDirectory(directory.resolve("sandtrap-" + NOBODYS + "-2"));
    Files.writeString(inUse.resolve("tasks"), "1"); // a group with a process is not removed either
    place.sweep();
    assertThat(abandoned).doesNotExist();
    assertThat(own).exists();
    assertThat(other).exists();
    assertThat(inUse).exists();
  }

  @Test
  void aPlaceThatIsGoneIsAnObstacle() {
    Path nowhere = directory.resolve("nowhere");
    assertThat(new CgroupParent(nowhere, CgroupVersion.FIRST).obstacle().orElseThrow())
        .startsWith("no group can be made in " + nowhere);
  }

  @Test
  void thePropertyThatForbidsGroupsIsChecked() {
    assertThat(MemoryCgroups.allowed(null)).isTrue();
    assertThat(MemoryCgroups.allowed("auto")).isTrue();
    assertThat(MemoryCgroups.allowed("off")).isFalse();
    assertThatThrownBy(() -> MemoryCgroups.allowed("no"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "System property sandtrap.cgroups is 'no', but must be auto or off. Leave it out to use"
                + " control groups wherever they can be made.");
  }
}
