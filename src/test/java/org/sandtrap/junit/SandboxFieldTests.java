package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/** Fields that get a sandbox. */
class SandboxFieldTests {
  @Test
  void eachFieldHasItsOwnSettingsAndThoseOfTheClass() {
    Engine.succeeds(Fields.class, 2);
  }

  @Sandboxed(wall = "3s")
  static class Fields {
    @Sandboxed private static Sandbox shared;
    @Sandboxed private Sandbox plain;

    @Sandboxed(cpu = "1s", wall = "4s")
    Sandbox quick;

    @BeforeAll
    static void isThereForAllTests() {
      assertThat(shared.run("true").exitCode()).hasValue(0);
    }

    @Test
    void settings() {
      assertThat(shared.limits().wall()).contains(Duration.ofSeconds(3));
      assertThat(plain.limits().wall()).contains(Duration.ofSeconds(3));
      assertThat(quick.limits().wall()).contains(Duration.ofSeconds(4));
      assertThat(quick.limits().cpu()).contains(Duration.ofSeconds(1));
    }

    @Nested
    class Inner {
      @Sandboxed(wall = "5s")
      Sandbox own;

      @Test
      void hasItsOwn() {
        assertThat(own.limits().wall()).contains(Duration.ofSeconds(5));
        assertThat(quick.limits().wall()).contains(Duration.ofSeconds(4));
      }
    }
  }

  @Test
  void aFieldAloneIsEnough() {
    Engine.succeeds(WithoutClass.class, 1);
  }

  static class WithoutClass {
    @Sandboxed(wall = "2s")
    Sandbox sandbox;

    @Test
    void test() {
      assertThat(sandbox.limits().wall()).contains(Duration.ofSeconds(2));
    }
  }

  @Test
  void aStaticFieldAloneIsEnoughToo() {
    Engine.succeeds(OnlyStatic.class, 1);
  }

  @Sandboxed(stdin = "text")
  static class OnlyStatic {
    @Sandboxed static Sandbox sandbox;

    @Test
    void test() {
      assertThat(sandbox.run("cat").stdoutText()).isEqualTo("text");
    }
  }

  @Test
  void aFieldOfARunIsRefused() {
    assertThat(Engine.failure(OfRun.class))
        .hasMessage(
            "The field SandboxFieldTests.OfRun.run is @Sandboxed and of type Run, but fields are set"
                + " before a test begins, when there is no run. Make it a Sandbox, or take a Run,"
                + " Verdict or Usage as a parameter of the test method.");
  }

  static class OfRun {
    @Sandboxed(command = "true")
    Run run;

    @Test
    void test() {}
  }

  @Test
  void aFinalFieldIsRefused() {
    assertThat(Engine.failure(Final.class))
        .hasMessage(
            "The field SandboxFieldTests.Final.sandbox is @Sandboxed and final, so that it cannot be"
                + " set. Leave out \"final\".");
  }

  static class Final {
    @Sandboxed final Sandbox sandbox = null;

    @Test
    void test() {}
  }
}
