package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/** Annotations that start afresh. */
class InheritTests {
  @Test
  void nothingOfFurtherAwayCounts() {
    Engine.succeeds(Outer.class, 4);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Sandboxed(wall = "6s")
  @interface Slow {}

  @Sandboxed(stdin = "outer", environment = "A=1", deny = "fork", wall = "4s")
  static class Outer {
    @RegisterExtension
    static final SandboxExtension EXTENSION =
        SandboxExtension.of(Sandbox.create().withIdle("3s")).withCommand("cat");

    @Test
    void everythingCounts(Run run, Sandbox sandbox) {
      assertThat(run.stdoutText()).isEqualTo("outer");
      assertThat(sandbox.limits().idle()).isPresent();
    }

    @Test
    @Slow
    @Sandboxed(
        inherit = false,
        command = {"sh", "-c", "cat; echo a$A | cat"})
    void onlyWhatIsOnTheMethodCounts(Run run, Sandbox sandbox) {
      assertThat(run.stdoutText()).isEqualTo("a\n");
      assertThat(sandbox.policy().isEmpty()).isTrue();
      assertThat(sandbox.limits().wall()).contains(Duration.ofSeconds(6));
      assertThat(sandbox.limits().idle()).isEmpty();
    }

    @Nested
    @Sandboxed(inherit = false, command = "cat", stdin = "inner")
    class Inner {
      @Test
      void onlyWhatIsOnTheClassCounts(Run run, Sandbox sandbox) {
        assertThat(run.stdoutText()).isEqualTo("inner");
        assertThat(sandbox.policy().isEmpty()).isTrue();
      }

      @Test
      @Sandboxed(
          environment = "B=2",
          command = {"sh", "-c", "cat; echo a$A b$B"})
      void andWhatIsOnItsMethods(Run run) {
        assertThat(run.stdoutText()).isEqualTo("innera b2\n");
      }
    }
  }
}
