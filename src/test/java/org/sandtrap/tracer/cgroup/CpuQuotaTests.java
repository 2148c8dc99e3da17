package org.sandtrap.tracer.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.tracer.binding.KernelFiles;

/** How many processors control groups allow, in a directory that plays those of a host. */
class CpuQuotaTests {
  @TempDir Path root;
  private Path mount;

  @BeforeEach
  void makeFiles() throws IOException {
    mount = Files.createDirectories(root.resolve("sys/fs/cgroup"));
    Files.createDirectories(root.resolve("proc/self"));
  }

  private void mounted(String type, String options, String membership) throws IOException {
    String line = "38 31 0:38 / " + mount + " rw - " + type + " " + type + " rw," + options + "\n";
    Files.writeString(root.resolve("proc/self/mountinfo"), line);
    Files.writeString(root.resolve("proc/self/cgroup"), membership + "\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = mount.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }

  private OptionalInt processors() {
    return CpuQuota.processors(new KernelFiles(root.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "200000 100000, 2",
    "150000 100000, 2",
    "100001 100000, 2",
    "1000 100000, 1",
    "max 100000, ",
    "'', ",
    "nonsense, ",
    "1 0, ",
    "99999999999999999 1, 2147483647",
  })
  void ofVersionTwo(String text, Integer expected) throws IOException {
    mounted("cgroup2", "nsdelegate", "0::/job");
    write("job/cpu.max", text);
    assertThat(processors()).isEqualTo(expected == null ? OptionalInt.empty() : of(expected));
  }

  private static OptionalInt of(int number) {
    return OptionalInt.of(number);
  }

  /** As where a pod or a service has it, and the container or session below has none. */
  @Test
  void theLeastOfAllGroupsAboveCounts() throws IOException {
    mounted("cgroup2", "nsdelegate", "0::/pod/container/shell");
    write("pod/cpu.max", "300000 100000");
    write("pod/container/cpu.max", "400000 100000");
    write("pod/container/shell/cpu.max", "max 100000");
    write("pod/other/cpu.max", "100000 100000");
    assertThat(processors()).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({"250000, 100000, 3", "50000, 100000, 1", "-1, 100000, ", "100000, '', "})
  void ofVersionOne(String quota, String period, Integer expected) throws IOException {
    mounted("cgroup", "cpu,cpuacct", "4:memory:/m\n3:cpu,cpuacct:/job/step");
    write("job/cpu.cfs_quota_us", quota);
    write("job/cpu.cfs_period_us", period);
    write("job/step/cpu.cfs_quota_us", "-1");
    write("job/step/cpu.cfs_period_us", "100000");
    assertThat(processors()).isEqualTo(expected == null ? OptionalInt.empty() : of(expected));
  }

  @Test
  void aHierarchyWithoutProcessorsSaysNothing() throws IOException {
    mounted("cgroup", "memory", "4:memory:/m\n3:cpu,cpuacct:/job");
    write("job/cpu.cfs_quota_us", "100000");
    write("job/cpu.cfs_period_us", "100000");
    assertThat(processors()).isEmpty();
  }

  @Test
  void whereNothingIsMountedNothingLimitsThem() {
    assertThat(processors()).isEmpty();
  }
}
