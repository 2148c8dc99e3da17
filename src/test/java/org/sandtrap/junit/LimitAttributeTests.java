package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sandtrap.Sandbox;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.tracer.binding.SelfStatus;

/** Every limit has an attribute of its name; the closest wins, also when it is "unlimited". */
class LimitAttributeTests {
  @Test
  void anExclusiveRunIsOneLikeAnyOther() {
    Engine.succeeds(Exclusive.class, 1);
  }

  @Sandboxed(exclusive = true)
  static class Exclusive {
    @Test
    @Sandboxed(command = "true")
    void test() {}
  }

  @Test
  void newPrivilegesAreGivenOrRefused() {
    boolean given = Engine.run(Privileged.class).testEvents().succeeded().count() == 1;
    SelfStatus self = SelfStatus.read();
    assertThat(given)
        .isEqualTo(
            self.has(SelfStatus.CAP_SYS_PTRACE)
                && self.has(SelfStatus.CAP_SYS_ADMIN)
                && !self.hasNoNewPrivileges());
  }

  static class Privileged {
    @Test
    @Sandboxed(
        command = {"grep", "NoNewPrivs:.0", "/proc/self/status"},
        newPrivileges = true)
    void test() {}
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void everyLimitHasAnAttributeThatIsATextAndNotGiven(Limit limit) throws Exception {
    assertThat(Sandboxed.class.getMethod(limit.attribute()).getReturnType())
        .isEqualTo(String.class);
    assertThat(Sandboxed.class.getMethod(limit.attribute()).getDefaultValue()).isEqualTo("");
  }

  @Test
  void everyAttributeSetsItsLimit() {
    Engine.succeeds(Every.class, 3);
  }

  @Sandboxed(
      cpu = "1s",
      wall = "2s",
      idle = "500ms",
      memory = "64MiB",
      addressSpace = "1GiB",
      stack = "256KiB",
      output = "1kB",
      fileSize = "1MB",
      disk = "10MB",
      files = "100",
      processes = "4",
      threads = "8",
      openFiles = "64")
  static class Every {
    private static final Limits LIMITS =
        Limits.unlimited()
            .withCpu("1s")
            .withWall("2s")
            .withIdle("500ms")
            .withMemory("64MiB")
            .withAddressSpace("1GiB")
            .withStack("256KiB")
            .withOutput("1kB")
            .withFileSize("1MB")
            .withDisk("10MB")
            .withFiles(100)
            .withProcesses(4)
            .withThreads(8)
            .withOpenFiles(64);

    @Test
    void inherited(Sandbox sandbox) {
      assertThat(sandbox.limits()).isEqualTo(LIMITS);
    }

    @Test
    @Sandboxed(cpu = "250ms", openFiles = "16")
    void closer(Sandbox sandbox) {
      assertThat(sandbox.limits()).isEqualTo(LIMITS.withCpu("250ms").withOpenFiles(16));
    }

    @Test
    @Sandboxed(
        cpu = "unlimited",
        wall = "unlimited",
        idle = "unlimited",
        memory = "unlimited",
        addressSpace = "unlimited",
        stack = "unlimited",
        output = "unlimited",
        fileSize = "unlimited",
        disk = "unlimited",
        files = "unlimited",
        processes = "unlimited",
        threads = "unlimited",
        openFiles = "unlimited")
    void undone(Sandbox sandbox) {
      assertThat(sandbox.limits()).isEqualTo(Limits.unlimited());
    }
  }

  @Test
  void whatIsNotGivenIsTheDefault() {
    Engine.succeeds(Nothing.class, 1);
  }

  @Sandboxed
  static class Nothing {
    @Test
    void defaults(Sandbox sandbox) {
      assertThat(sandbox.limits()).isEqualTo(Limits.defaults());
    }
  }
}
