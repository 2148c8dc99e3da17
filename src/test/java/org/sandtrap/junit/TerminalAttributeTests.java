package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/** Programs that the annotation gives a terminal. */
class TerminalAttributeTests {
  @Test
  void aTerminalIsGiven() {
    Engine.succeeds(Terminals.class, 7);
  }

  @Sandboxed(terminal = "132x43")
  static class Terminals {
    @Test
    @Sandboxed(command = {"stty", "size"})
    void itsSizeIsThatOfTheClass(@Stdout String out) {
      assertThat(out).isEqualTo("43 132\r\n");
    }

    @Test
    @Sandboxed(
        command = {"stty", "size"},
        terminal = "80x24")
    void theClosestHolds(@Stdout String out) {
      assertThat(out).isEqualTo("24 80\r\n");
    }

    @Test
    @Sandboxed(
        command = {"test", "-t", "0"},
        terminal = "none",
        expect = Verdict.NONZERO_EXIT)
    void itIsTakenAway() {}

    @Test
    @Sandboxed(
        command = {"sh", "-c", "stty -echo; read x; echo \"<$x>\""},
        stdin = "typed\n")
    void inputIsTyped(@Stdout String out) {
      assertThat(out).isEqualTo("<typed>\r\n");
    }

    @Test
    @Sandboxed(command = {"sh", "-c", "read x; echo \"<$x>\"; exit 3"})
    void theTestTypes(RunningProgram program) {
      Run run = program.write("by hand\n").resize(80, 24).await();
      assertThat(run.stdoutLines()).containsExactly("by hand", "<by hand>");
    }

    @Test
    @Sandboxed(
        command = {"sh", "-c", "cat; cat"},
        expect = Verdict.OK)
    void itsInputEndsWithTheTest(RunningProgram program) {
      program.write("a\n").awaitOutput("a\r\na\r\n");
    }

    @Test
    void aSandboxHasIt(Sandbox sandbox) {
      assertThat(sandbox.run("stty", "size").stdoutText()).isEqualTo("43 132\r\n");
    }
  }

  @Test
  void aSizeThatIsNone() {
    assertThat(Engine.failure(Wrong.class))
        .hasMessage(
            "@Sandboxed on TerminalAttributeTests.Wrong.test(), terminal: '80 by 24' is no size of"
                + " a terminal. Expected columns and rows, each from 1 to 65535: write for example"
                + " \"80x24\", or \"none\" for no terminal.");
  }

  static class Wrong {
    @Test
    @Sandboxed(command = "true", terminal = "80 by 24")
    void test() {}
  }

  @Test
  void aSizeHasNoPlaceholders() {
    assertThat(Engine.failure(Placed.class))
        .hasMessage(
            "@Sandboxed on TerminalAttributeTests.Placed.test(), terminal: '{0}' is no size of a"
                + " terminal, and sizes have no placeholders. Take a Sandbox in the test, and write"
                + " sandbox.withTerminal(…).run(…).");
  }

  static class Placed {
    @Test
    @Sandboxed(command = "true", terminal = "{0}")
    void test() {}
  }

  @Test
  void anOutputThatGoesElsewhereExcludesATerminal() {
    assertThat(Engine.failure(Elsewhere.class))
        .hasMessageContaining("'true' has a terminal (80x24), which is its standard output");
  }

  static class Elsewhere {
    @Test
    @Sandboxed(command = "true", terminal = "80x24", stdout = Redirect.DISCARD)
    void test() {}
  }
}
