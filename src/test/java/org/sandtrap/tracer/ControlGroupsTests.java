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

  private Path group(String name, String controlled) throws IOException {
    Path group = Files.createDirectories(directory.resolve(name));
    Files.writeString(group.resolve("cgroup.procs"), "");
    Files.writeString(group.resolve("tasks"), "");
    Files.writeString(group.resolve("cgroup.subtree_control"), controlled + "\n");
    return group;
  }

  private static ControlGroups groups(String mounts, String membership) {
    return new ControlGroups(Mount.parse(mounts), membership);
  }

  private static Finding found(String mounts, String membership) {
    return groups(mounts, membership).finding();
  }

  @Test
  void groupsOfVersionTwoAreMadeBesideTheOwnOneWhichHasProcesses() throws IOException {
    Path user = group("user", "cpu memory pids");
    group("user/scope", "");
    assertThat(groups(second("/"), "0::/user/scope\n").place())
        .contains(new GroupPlace(user, GroupVersion.SECOND));
  }

  @Test
  void groupsOfVersionTwoAreMadeInTheOwnOneIfItMayHaveThem() throws IOException {
    group("user", "memory");
    Path own = group("user/own", "memory");
    assertThat(groups(second("/"), "0::/user/own\n").place())
        .contains(new GroupPlace(own, GroupVersion.SECOND));
  }

  @Test
  void aMountOfOnlyAPartOfTheHierarchyIsNotLeft() throws IOException {
    Path scope = group("scope", "");
    group("", "memory");
    assertThat(groups(second("/user"), "0::/user/scope\n").place())
        .contains(new GroupPlace(scope.getParent(), GroupVersion.SECOND));
    assertThat(groups(second("/user"), "0::/user\n").place())
        .contains(new GroupPlace(directory, GroupVersion.SECOND));
    assertThat(groups(second("/user"), "0::/username\n").place()).isEmpty();
    Files.delete(directory.resolve("cgroup.subtree_control"));
    assertThat(groups(second("/user"), "0::/user/scope\n").place()).isEmpty();
  }

  @Test
  void groupsOfVersionOneAreMadeInTheOwnOne() throws IOException {
    Path own = group("x", "");
    String mount = FIRST.replace("/sys/fs/cgroup/memory", directory.toString());
    assertThat(groups(mount, "5:cpu,cpuacct:/y\n4:memory:/x\n").place())
        .contains(new GroupPlace(own, GroupVersion.FIRST));
  }

  @Test
  void versionOneIsTakenWhereVersionTwoDoesNotControlMemory() throws IOException {
    Path own = group("x", "");
    String mount = FIRST.replace("/sys/fs/cgroup/memory", directory.toString());
    assertThat(groups(mount + second("/"), "4:memory:/x\n0::/\n").place())
        .contains(new GroupPlace(own, GroupVersion.FIRST));
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
    Finding finding = found(FIRST + second("/"), "4:memory:/nowhere\n0::/\n");
    assertThat(finding.available()).isFalse();
    assertThat(finding.found())
        .isEqualTo(
            "version 2 at %s, own group %s; memory of version 1 at /sys/fs/cgroup/memory, own group"
                    .formatted(directory, directory)
                + " /sys/fs/cgroup/memory/nowhere (not writable)");
  }

  @Test
  void aPlaceWhereGroupsAreOfNoUse() throws IOException {
    group("user", "memory"); // a directory, where a group would have files
    Finding finding = found(second("/"), "0::/user\n");
    assertThat(finding.available()).isFalse();
    assertThat(finding.found()).endsWith("a group in " + directory + "/user has no cgroup.procs");
    assertThat(directory.resolve("user")).isDirectoryNotContaining("glob:**sandtrap*");
  }

  @Test
  void none() {
    Finding finding = found("22 27 0:21 / /proc rw - proc proc rw\n", "");
    assertThat(finding.found()).isEqualTo("not mounted");
    assertThat(finding.remedy()).startsWith("As root: mount -t cgroup2");
  }
}
