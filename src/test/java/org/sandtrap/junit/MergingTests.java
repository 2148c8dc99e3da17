package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Verdict;

/** Which annotation wins where several hold. */
class MergingTests {
  @Test
  void theClassGivesWhatTheMethodDoesNot() {
    Engine.succeeds(OnClass.class, 4);
  }

  @Sandboxed(command = "cat", stdin = "of the class", output = "20B", directory = "/")
  static class OnClass {
    @Test
    void everything(Run run) {
      assertThat(run.stdoutText()).isEqualTo("of the class");
    }

    @Test
    @Sandboxed(stdin = "")
    void emptyInputIsGiven(Run run) {
      assertThat(run.stdoutText()).isEmpty();
    }

    @Test
    @Sandboxed(command = "pwd")
    void otherCommand(Run run) {
      assertThat(run.stdoutText()).isEqualTo("/\n");
    }

    @Test
    @Sandboxed(
        command = {"printf", "%030d", "0"},
        expect = Verdict.OUTPUT_LIMIT)
    void otherCommandAndTheSameLimit() {}
  }

  @Test
  void anExpectationOfTheClassCanBeTakenBack() {
    Engine.succeeds(ExpectsFailure.class, 3);
  }

  @Sandboxed(command = "false", expect = Verdict.NONZERO_EXIT)
  static class ExpectsFailure {
    @Test
    void failure() {}

    @Test
    @Sandboxed(expect = {})
    void emptyIsNotGiven() {}

    @Test
    @Sandboxed(command = "true", expect = Verdict.OK)
    void success() {}
  }

  @Test
  void variablesAddUpAndTheClosestOfANameWins() {
    Engine.succeeds(Variables.class, 2);
  }

  @Sandboxed(
      command = {"sh", "-c", "echo $A $B $C ${HOME%/}"},
      environment = {"A=1", "B=1", "HOME=/here"})
  static class Variables {
    @Test
    @Sandboxed(environment = {"B=2", "C=a=b"})
    void addsUp(Run run) {
      assertThat(run.stdoutText()).isEqualTo("1 2 a=b /here\n");
    }

    @Test
    @Sandboxed(environment = "HOME")
    void inheritsInstead(Run run) {
      String home = System.getenv().getOrDefault("HOME", "").replaceFirst("/$", "");
      assertThat(run.stdoutText().strip()).isEqualTo(("1 1 " + home).strip());
    }
  }

  @Test
  void superclassesAndInterfacesCount() {
    Engine.succeeds(Inherits.class, 1);
  }

  @Sandboxed(
      command = {"sh", "-c", "cat; echo $A$B"},
      stdin = "of the superclass ")
  abstract static class Superclass {}

  @Sandboxed(
      stdin = "of the interface ",
      environment = {"A=1", "B=1"})
  interface Contract {}

  @Sandboxed(environment = "B=2")
  static class Inherits extends Superclass implements Contract {
    @Test
    void test(Run run) {
      assertThat(run.stdoutText()).isEqualTo("of the superclass 12\n");
    }
  }

  @Test
  void enclosingClassesCountAfterTheClassItself() {
    Engine.succeeds(Encloses.class, 2);
  }

  @Sandboxed(
      command = {"sh", "-c", "cat; echo $A"},
      stdin = "outer ",
      environment = "A=outer")
  static class Encloses {
    @Nested
    @Sandboxed(stdin = "inner ")
    class Inner {
      @Test
      void test(Run run) {
        assertThat(run.stdoutText()).isEqualTo("inner outer\n");
      }

      @Nested
      class Innermost {
        @Test
        @Sandboxed(environment = "A=method")
        void test(Run run) {
          assertThat(run.stdoutText()).isEqualTo("inner method\n");
        }
      }
    }
  }

  @Test
  void annotationsThatCarryItCountAfterIt() {
    Engine.succeeds(Composed.class, 2);
  }

  @Sandboxed(wall = "2s", stdin = "quick")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Quick {}

  @Quick
  @Retention(RetentionPolicy.RUNTIME)
  @interface QuickAndMore {}

  static class Composed {
    @Test
    @QuickAndMore
    @Sandboxed(
        command = {"sleep", "60"},
        expect = Verdict.TIME_LIMIT)
    void takesOver() {}

    @Test
    @QuickAndMore
    @Sandboxed(command = "cat", stdin = "closer")
    void isOverruled(Run run) {
      assertThat(run.stdoutText()).isEqualTo("closer");
    }
  }
}
