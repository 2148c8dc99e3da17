package org.sandtrap.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control groups as machines and containers mount them. */
class ControlGroupsTests {
  private static final String FIRST =
      "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n";

  @TempDir Path directory;

  private String second(String root) {
    return "38 31 0:38 " + root + " " + directory + " rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";
  }

  private Path group(String name, String controllers) throws IOException {
    Path group = Files.createDirectories(directory.resolve(name));
    Files.writeString(group.resolve("cgroup.procs"), "");
    Files.writeString(group.resolve("cgroup.controllers"), controllers + "\n");
    return group;
  }

  private static Finding found(String mounts, String membership) {
    return new ControlGroups(Mount.parse(mounts), membership).finding();
  }

  @Test
  void aGroupOfVersionTwoThatMayBeWritten() throws IOException {
    group("user/scope", "cpu memory pids");
    Finding finding = found(second("/"), "0::/user/scope\n");
    assertThat(finding.available()).isTrue();
    assertThat(finding.found())
        .isEqualTo(
            "version 2 at %s, own group %s/user/scope (writable)".formatted(directory, directory));
  }

  @Test
  void aMountOfOnlyAPartOfTheHierarchy() throws IOException {
    group("scope", "memory");
    assertThat(found(second("/user"), "0::/user/scope\n").available()).isTrue();
  }

  @Test
  void aGroupThatMayNotBeWritten() {
    Finding finding = found(second("/"), "0::/nowhere\n");
    assertThat(finding.available()).isFalse();
    assertThat(finding.found()).endsWith("/nowhere (not writable)");
    assertThat(finding.remedy()).contains("systemd-run --user --scope -p Delegate=yes");
  }

  @Test
  void aGroupOutsideTheNamespace() {
    assertThat(found(second("/"), "0::/../other\n").found()).endsWith(", own group hidden");
  }

  @Test
  void bothVersionsAtOnce() throws IOException {
    group("", "");
    Finding finding = found(FIRST + second("/"), "4:memory:/x\n0::/\n");
    assertThat(finding.available()).isFalse();
    assertThat(finding.found())
        .contains("1 of version 1, such as /sys/fs/cgroup/memory; it does not control memory");
    assertThat(finding.remedy()).contains("cgroup_no_v1=all");
  }

  @Test
  void versionOneOnly() {
    Finding finding = found(FIRST, "4:memory:/x\n");
    assertThat(finding.available()).isFalse();
    assertThat(finding.found()).endsWith("; no version 2");
  }

  @Test
  void none() {
    Finding finding = found("22 27 0:21 / /proc rw - proc proc rw\n", "");
    assertThat(finding.found()).isEqualTo("not mounted");
    assertThat(finding.remedy()).startsWith("As root: mount -t cgroup2");
  }
}
