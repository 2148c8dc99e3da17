package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/** The extension in a field. */
class RegisteredExtensionTests {
  @Test
  void itDoesWhatTheAnnotationDoes() {
    Engine.succeeds(Alone.class, 3);
  }

  static class Alone {
    @RegisterExtension
    static final SandboxExtension EXTENSION =
        SandboxExtension.of(Sandbox.create().withStdin("text")).withCommand("cat");

    private final Sandbox ofConstructor;

    Alone(Sandbox sandbox) {
      ofConstructor = sandbox;
    }

    @BeforeAll
    static void beforeAll(Sandbox sandbox) {
      assertThat(sandbox.run("cat").stdoutText()).isEqualTo("text");
    }

    @Test
    void runs(Run run) {
      assertThat(run.stdoutText()).isEqualTo("text");
      assertThat(ofConstructor.run("cat").stdoutText()).isEqualTo("text");
    }

    @Test
    void checks() {}

    @Nested
    class Inner {
      @Test
      void runsAsWell(@Stdout String text) {
        assertThat(text).isEqualTo("text");
      }
    }
  }

  @Test
  void annotationsAreCloser() {
    Engine.succeeds(WithAnnotations.class, 3);
  }

  @Sandboxed(environment = "A=1")
  static class WithAnnotations {
    @RegisterExtension
    final SandboxExtension extension =
        SandboxExtension.of(Sandbox.create().withStdin("text").withWall("3s"))
            .withCommand("false")
            .withExpected(Verdict.NONZERO_EXIT);

    @BeforeEach
    void before(Sandbox sandbox) {
      assertThat(sandbox.limits().wall().orElseThrow()).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void expectsFailure() {}

    @Test
    @Sandboxed(
        command = {"sh", "-c", "cat; echo $A"},
        wall = "2s",
        expect = Verdict.OK)
    void hasAllSettings(Run run, Sandbox sandbox) {
      assertThat(run.stdoutText()).isEqualTo("text1\n");
      assertThat(sandbox.limits().wall()).contains(Duration.ofSeconds(2));
    }

    @Test
    @Sandboxed(expect = Verdict.NONZERO_EXIT, command = "false")
    void runsOnce(Run run) {
      assertThat(run.command()).containsExactly("false");
    }
  }

  @Test
  void aRunThatEndsOtherwiseFailsTheTest() {
    assertThat(Engine.failure(Fails.class))
        .hasMessageStartingWith("Expected `false` to end with verdict OK, but it ended with");
  }

  static class Fails {
    @RegisterExtension
    final SandboxExtension extension = SandboxExtension.create().withCommand("false");

    @Test
    void test() {}
  }

  @Test
  void ofSeveralTheClosestDoesItAll() {
    Engine.succeeds(Several.class, 3);
  }

  static class Several {
    @RegisterExtension
    static final SandboxExtension OUTER =
        SandboxExtension.of(Sandbox.create().withStdin("outer")).withCommand("cat");

    @Test
    void outer(@Stdout String text) {
      assertThat(text).isEqualTo("outer");
    }

    @Nested
    class Inner {
      @RegisterExtension
      final SandboxExtension inner =
          SandboxExtension.of(Sandbox.create().withStdin("inner")).withCommand("cat");

      @Test
      void inner(@Stdout String text, Sandbox sandbox) {
        assertThat(text).isEqualTo("inner");
        assertThat(sandbox.run("cat").stdoutText()).isEqualTo("inner");
      }
    }

    @Nested
    class WithField {
      @Sandboxed(stdin = "field")
      Sandbox own;

      @Test
      void both(@Stdout String text) {
        assertThat(text).isEqualTo("outer");
        assertThat(own.run("cat").stdoutText()).isEqualTo("field");
      }
    }
  }
}
