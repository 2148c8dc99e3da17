package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Enforcement;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.Network;
import org.sandtrap.isolation.PathRule;
import org.sandtrap.testing.Landlock;

/** The attributes of an isolation, and what a test gets of them. */
class IsolationAttributeTests {
  @Test
  void eachIsASetting() {
    Engine.succeeds(All.class, 1);
  }

  static class All {
    @TempDir Path directory;

    @Test
    @Sandboxed(
        readable = {"/usr", "/lib64?", "{tempDir}"},
        writable = "{private}/a",
        executable = "{projectDir}/b",
        network = Network.NONE,
        isolatedProcesses = true,
        user = "nobody",
        group = "nogroup",
        root = "{tempDir}/root",
        enforcement = Enforcement.BEST_EFFORT)
    void test(Sandbox sandbox) {
      Isolation isolation = sandbox.isolation();
      assertThat(isolation.paths(Access.READ))
          .extracting(PathRule::toString)
          .containsExactly("/usr", "/lib64?", directory.toString());
      assertThat(isolation.paths(Access.WRITE))
          .extracting(PathRule::toString)
          .containsExactly("{private}/a");
      assertThat(isolation.paths(Access.EXECUTE))
          .extracting(PathRule::toString)
          .containsExactly(Path.of("b").toAbsolutePath().toString());
      assertThat(isolation.network()).isEqualTo(Network.NONE);
      assertThat(isolation.isolatedProcesses()).isTrue();
      assertThat(isolation.identity()).hasToString("Optional[nobody:nogroup]");
      assertThat(isolation.root()).hasToString("Optional[" + directory + "/root]");
      assertThat(isolation.enforcement()).isEqualTo(Enforcement.BEST_EFFORT);
    }
  }

  @Test
  void aListReplacesThatOfItsClassAndOtherKindsStay() {
    Engine.succeeds(Merged.class, 2);
  }

  @Sandboxed(readable = "/usr", writable = "{private}", isolatedProcesses = true)
  static class Merged {
    @Test
    @Sandboxed(readable = "/etc")
    void own(Sandbox sandbox) {
      assertThat(sandbox.isolation().paths()).hasToString("[/etc, {private}]");
      assertThat(sandbox.isolation().isolatedProcesses()).isTrue();
    }

    @Test
    @Sandboxed(readable = "/etc", inherit = false)
    void alone(Sandbox sandbox) {
      assertThat(sandbox.isolation().paths()).hasToString("[/etc]");
      assertThat(sandbox.isolation().isolatedProcesses()).isFalse();
    }
  }

  @Test
  void aProgramReadsWhatItMay() {
    Landlock.require();
    Engine.succeeds(Reading.class, 1);
    assertThat(Engine.failure(Closed.class))
        .hasMessageContaining("Protected were files (Landlock ABI ")
        .hasMessageContaining("Permission denied");
  }

  static class Reading {
    @TempDir Path directory;

    @BeforeEach
    void writes() throws IOException {
      Files.writeString(directory.resolve("file"), "text");
    }

    @Test
    @Sandboxed(
        command = {"cat", "{tempDir}/file"},
        readable = {"/usr", "/lib?", "/lib64?", "/etc/ld.so.cache?", "{tempDir}"})
    void test(Run run) {
      assertThat(run.stdoutText()).isEqualTo("text");
    }
  }

  static class Closed {
    @TempDir Path directory;

    @BeforeEach
    void writes() throws IOException {
      Files.writeString(directory.resolve("file"), "text");
    }

    @Test
    @Sandboxed(
        command = {"cat", "{tempDir}/file"},
        readable = {"/usr", "/lib?", "/lib64?", "/etc/ld.so.cache?"})
    void test() {}
  }

  @Test
  void wrongValuesAreNamedWithTheirPlace() {
    assertThat(Engine.failure(Wild.class))
        .hasMessageStartingWith(
            "@Sandboxed on IsolationAttributeTests.Wild.test(), readable: '/usr/**' has a wildcard");
    assertThat(Engine.failure(Group.class))
        .hasMessageContaining("group: 'nogroup' is given without a user. Expected both");
    assertThat(Engine.failure(Twice.class)).hasMessageContaining("network: takes one value, not 2");
  }

  static class Wild {
    @Test
    @Sandboxed(command = "true", readable = "/usr/**")
    void test() {}
  }

  static class Group {
    @Test
    @Sandboxed(command = "true", group = "nogroup")
    void test() {}
  }

  static class Twice {
    @Test
    @Sandboxed(
        command = "true",
        network = {Network.NONE, Network.ALLOWED})
    void test() {}
  }
}
