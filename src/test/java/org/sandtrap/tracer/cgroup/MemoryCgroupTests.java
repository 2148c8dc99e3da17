package org.sandtrap.tracer.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.tracer.host.Host;

/**
 * The files of a group of version 2, in a directory that only looks like one: the machines this was
 * written on have no controller of memory there. That a child can be born in such a group is
 * checked by {@code native/check/check_group.c}, and that limits hold, in version 1, by {@link
 * GroupedMemoryTests}.
 */
class MemoryCgroupTests {
  @TempDir Path directory;

  @BeforeAll
  static void load() {
    Host.require();
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private String text(String name) throws IOException {
    return Files.readString(directory.resolve(name)).lines().findFirst().orElse("");
  }

  private MemoryCgroup group() throws IOException {
    file("cgroup.procs", "");
    file("memory.max", "max\n");
    file("memory.swap.max", "max\n");
    file("memory.peak", "7\n");
    file("memory.events", "low 0\nhigh 0\nmax 3\noom 1\noom_kill 0\noom_group_kill 0\n");
    return new MemoryCgroup(directory, CgroupVersion.SECOND);
  }

  @Test
  void isEnteredByBirthOrByItsFile() throws IOException {
    try (MemoryCgroup group = group()) {
      assertThat(group.home()).isNotNegative();
      assertThat(Files.readSymbolicLink(Path.of("/proc/self/fd/" + group.home())))
          .isEqualTo(directory.toRealPath());
      assertThat(Files.readSymbolicLink(Path.of("/proc/self/fd/" + group.entrance())))
          .isEqualTo(directory.toRealPath().resolve("cgroup.procs"));
    }
  }

  @Test
  void hasNoLimitUntilItIsSetAndThenNoSwapEither() throws IOException {
    try (MemoryCgroup group = group()) {
      assertThat(text("memory.max")).isEqualTo("max");
      assertThat(group.limited()).isFalse();
      assertThat(group.limit(67_108_864)).isEmpty();
      assertThat(group.limited()).isTrue();
      assertThat(text("memory.max")).isEqualTo("67108864");
      assertThat(text("memory.swap.max")).isEqualTo("0");
    }
  }

  @Test
  void worksWithoutSupportForSwap() throws IOException {
    group().close();
    Files.delete(directory.resolve("memory.swap.max"));
    try (MemoryCgroup group = new MemoryCgroup(directory, CgroupVersion.SECOND)) {
      assertThat(group.limit(1 << 20)).isEmpty();
    }
  }

  @Test
  void tellsItsPeakWhereTheKernelDoes() throws IOException {
    try (MemoryCgroup group = group()) {
      assertThat(group.peak()).isEqualTo(OptionalLong.of(7));
    }
    Files.delete(directory.resolve("memory.peak"));
    try (MemoryCgroup group = new MemoryCgroup(directory, CgroupVersion.SECOND)) {
      assertThat(group.peak()).isEmpty();
    }
  }

  @Test
  void isOverrunWhenTheKernelHasKilledAndTheGroupWasFull() throws IOException {
    try (MemoryCgroup group = group()) {
      group.limit(1 << 24);
      assertThat(group.overrun()).isFalse();
      file("memory.peak", "16777216\n");
      assertThat(group.overrun()).isFalse();
      file("memory.events", "max 9\noom 2\noom_kill 1\n");
      assertThat(group.overrun()).isTrue();
    }
  }

  @Test
  void isNotOverrunWhenAGroupAroundItWasFull() throws IOException {
    try (MemoryCgroup group = group()) {
      group.limit(1 << 24);
      file("memory.events", "max 0\noom 0\noom_kill 1\n");
      assertThat(group.overrun()).isFalse();
    }
  }

  @Test
  void isOverrunWhereThePeakIsNotKnown() throws IOException {
    group().close();
    Files.delete(directory.resolve("memory.peak"));
    try (MemoryCgroup group = new MemoryCgroup(directory, CgroupVersion.SECOND)) {
      group.limit(1 << 24);
      file("memory.events", "oom_kill 1\n");
      assertThat(group.overrun()).isTrue();
    }
  }

  @Test
  void servesAnotherRunWithoutItsLimitAndItsPast() throws IOException {
    try (MemoryCgroup group = group()) {
      group.limit(1 << 24);
      file("memory.events", "oom_kill 1\n");
      assertThat(group.renew()).isTrue();
      assertThat(text("memory.max")).isEqualTo("max");
      assertThat(text("memory.swap.max")).isEqualTo("max");
      assertThat(group.limited()).isFalse();
      group.limit(1 << 10);
      assertThat(group.overrun()).isFalse();
    }
  }

  @Test
  void doesNotServeAnotherRunWhenMuchIsLeftInIt() throws IOException {
    try (MemoryCgroup group = group()) {
      // In a group the reset peak is what is in use; here the end of the old number stays.
      file("memory.peak", "0\n");
      assertThat(group.renew()).isTrue();
      file("memory.peak", "1099511627776");
      assertThat(group.renew()).isFalse();
    }
  }

  @Test
  void doesNotServeAnotherRunWhereItsPeakCannotBeReset() throws IOException {
    group().close();
    Files.delete(directory.resolve("memory.peak"));
    try (MemoryCgroup group = new MemoryCgroup(directory, CgroupVersion.SECOND)) {
      assertThat(group.renew()).isFalse();
    }
  }
}
