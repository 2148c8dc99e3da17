package org.sandtrap.tracer.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.tracer.binding.ProbeResult;

/** Control groups as machines and containers mount them. */
class CgroupsTests {
  private static final String CONTROLLERS =
      "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t1\t1\t1\nmemory\t4\t36\t1\npids\t8\t1\t1";

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

  private static Cgroups groups(String mounts, String membership) {
    return new Cgroups(Mount.parse(mounts), membership, CONTROLLERS);
  }

  private static ProbeResult found(String mounts, String membership) {
    return groups(mounts, membership).result();
  }

  @Test
  void groupsOfVersionTwoAreMadeBesideTheOwnOneWhichHasProcesses() throws IOException {
    Path user = group("user", "cpu memory pids");
    group("user/scope", "");
    assertThat(groups(second("/"), "0::/user/scope\n").place())
        .contains(new CgroupParent(user, CgroupVersion.SECOND));
  }

  @Test
  void groupsOfVersionTwoAreMadeInTheOwnOneIfItMayHaveThem() throws IOException {
    group("user", "memory");
    Path own = group("user/own", "memory");
    assertThat(groups(second("/"), "0::/user/own\n").place())
        .contains(new CgroupParent(own, CgroupVersion.SECOND));
  }

  @Test
  void aMountOfOnlyAPartOfTheHierarchyIsNotLeft() throws IOException {
    Path scope = group("scope", "");
    group("", "memory");
    assertThat(groups(second("/user"), "0::/user/scope\n").place())
        .contains(new CgroupParent(scope.getParent(), CgroupVersion.SECOND));
    assertThat(groups(second("/user"), "0::/user\n").place())
        .contains(new CgroupParent(directory, CgroupVersion.SECOND));
    assertThat(groups(second("/user"), "0::/username\n").place()).isEmpty();
    Files.delete(directory.resolve("cgroup.subtree_control"));
    assertThat(groups(second("/user"), "0::/user/scope\n").place()).isEmpty();
  }

  @Test
  void groupsOfVersionOneAreMadeInTheOwnOne() throws IOException {
    Path own = group("x", "");
    String mount = FIRST.replace("/sys/fs/cgroup/memory", directory.toString());
    assertThat(groups(mount, "5:cpu,cpuacct:/y\n4:memory:/x\n").place())
        .contains(new CgroupParent(own, CgroupVersion.FIRST));
  }

  @Test
  void versionOneIsTakenWhereVersionTwoDoesNotControlMemory() throws IOException {
    Path own = group("x", "");
    String mount = FIRST.replace("/sys/fs/cgroup/memory", directory.toString());
    assertThat(groups(mount + second("/"), "4:memory:/x\n0::/\n").place())
        .contains(new CgroupParent(own, CgroupVersion.FIRST));
  }

  @Test
  void aGroupThatMayNotBeWritten() {
    ProbeResult finding = found(second("/"), "0::/nowhere\n");
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
    ProbeResult finding = found(FIRST + second("/"), "4:memory:/nowhere\n0::/\n");
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
    ProbeResult finding = found(second("/"), "0::/user\n");
    assertThat(finding.available()).isFalse();
    assertThat(finding.found()).endsWith("a group in " + directory + "/user has no cgroup.procs");
    assertThat(directory.resolve("user")).isDirectoryNotContaining("glob:**sandtrap*");
  }

  @Test
  void none() {
    ProbeResult finding = found("22 27 0:21 / /proc rw - proc proc rw\n", "");
    assertThat(finding.found()).isEqualTo("not mounted");
    assertThat(finding.remedy()).startsWith("As root: mount -t cgroup2");
  }

  @Test
  void aKernelWithoutTheControllerIsToldWithoutASystemd() {
    Path somewhere = Path.of("/no/such/mount");
    List<Mount> mounts = Mount.parse("30 23 0:26 / " + somewhere + " rw - cgroup2 cgroup2 rw");
    for (String controllers :
        List.of(CONTROLLERS.replace("36\t1", "36\t0"), "#subsys_name\npids\t8\t1\t1")) {
      ProbeResult result = new Cgroups(mounts, "0::/", controllers).result();
      assertThat(result.available()).isFalse();
      assertThat(result.found()).endsWith("; the kernel does not control memory");
      assertThat(result.remedy()).startsWith("Boot with the kernel parameter cgroup_enable=memory");
    }
    assertThat(new Cgroups(mounts, "0::/", CONTROLLERS).result().remedy())
        .contains("Delegate=yes", "DelegateSubgroup=");
  }
}
