package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What is said about a value that cannot be used. */
class WrongValueTests {
  @Test
  void aWallTimeThatIsNone() {
    assertThat(Engine.failure(Wall.class))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "@Sandboxed on WrongValueTests.Wall.test(), wall: '10 parsecs' is not a duration:"
                + " unknown unit 'parsecs' at position 4; units are ns, us, µs, ms, s, min, h;"
                + " write for example \"250ms\", \"1.5s\", \"2min\" or \"unlimited\"");
  }

  static class Wall {
    @Test
    @Sandboxed(command = "true", wall = "10 parsecs")
    void test() {}
  }

  @Test
  void placeholdersAreNotForLimitsNorForNamesOfVariables() {
    assertThat(Engine.failure(PlacedLimit.class))
        .hasMessage(
            "@Sandboxed on WrongValueTests.PlacedLimit.test(), wall: '{0}' is no limit, and limits"
                + " have no placeholders. Take a Sandbox in the test, and write"
                + " sandbox.withLimits(…).run(…).");
    assertThat(Engine.failure(PlacedName.class))
        .hasMessageStartingWith(
            "@Sandboxed on WrongValueTests.PlacedName.test(), environment: '{0}' does not name a"
                + " variable, and names have no placeholders. Write ");
  }

  static class PlacedLimit {
    @Test
    @Sandboxed(command = "true", wall = "{0}")
    void test() {}
  }

  static class PlacedName {
    @Test
    @Sandboxed(command = "true", environment = "{0}")
    void test() {}
  }

  @Test
  void anOutputThatIsNone() {
    assertThat(Engine.failure(Output.class))
        .hasMessageStartingWith(
            "@Sandboxed on WrongValueTests.Output, output: 'much' is not a size:");
  }

  @Sandboxed(output = "much")
  static class Output {
    @Test
    @Sandboxed(command = "true")
    void test() {}
  }

  @Test
  void aCountThatIsNone() {
    assertThat(Engine.failure(Processes.class))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "@Sandboxed on WrongValueTests.Processes.test(), processes: '4k' is not a count: found"
                + " 'k' at position 2, a count is digits only; write for example \"1\", \"16\","
                + " \"1024\" or \"unlimited\"");
  }

  static class Processes {
    @Test
    @Sandboxed(command = "true", processes = "4k")
    void test() {}
  }

  @Test
  void aLimitThatMakesNoSense() {
    assertThat(Engine.failure(OpenFiles.class))
        .hasMessage(
            "@Sandboxed on WrongValueTests.OpenFiles.test(), openFiles: 2 is too small: the smallest"
                + " limit is 3, for standard input, output and error; for no limit write"
                + " \"unlimited\"");
  }

  static class OpenFiles {
    @Test
    @Sandboxed(command = "true", openFiles = "2")
    void test() {}
  }

  @Test
  void aVariableWithoutAName() {
    assertThat(Engine.failure(Variable.class))
        .hasMessage(
            "@Sandboxed on @WrongValueTests.Composed on WrongValueTests.Variable.test(),"
                + " environment: '=x' does not name a variable. Write \"NAME=value\" to set one,"
                + " for example \"LANG=de_DE.UTF-8\", or \"NAME\" to pass on that of the JVM, for"
                + " example \"HOME\".");
  }

  @Sandboxed(environment = "=x")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Composed {}

  static class Variable {
    @Test
    @Composed
    @Sandboxed(command = "true")
    void test() {}
  }

  @Test
  void aVariableWithAZeroByte() {
    assertThat(Engine.failure(ZeroByte.class))
        .hasMessageStartingWith("@Sandboxed on WrongValueTests.ZeroByte.test(), environment")
        .hasMessageContaining("'X'")
        .hasMessageContaining("zero byte");
  }

  static class ZeroByte {
    @Test
    @Sandboxed(command = "true", environment = "X=\0")
    void test() {}
  }

  @Test
  void aCommandWithoutAProgram() {
    assertThat(Engine.failure(NoProgram.class))
        .hasMessage(
            "@Sandboxed on WrongValueTests.NoProgram.test(), command: its first word is empty and"
                + " names no program. Write the program and its arguments, one word each, for"
                + " example {\"sort\", \"-n\"}.");
  }

  static class NoProgram {
    @Test
    @Sandboxed(command = {"", "-n"})
    void test() {}
  }

  @Test
  void aWordWithAZeroByte() {
    assertThat(Engine.failure(ZeroByteInWord.class))
        .hasMessage(
            "@Sandboxed on WrongValueTests.ZeroByteInWord.test(), command: word 2 contains a zero"
                + " byte, where it would end for the program. Leave it out, or pass binary data on"
                + " standard input.");
  }

  static class ZeroByteInWord {
    @Test
    @Sandboxed(command = {"echo", "a\0b"})
    void test() {}
  }

  @Test
  void aDirectoryWithAZeroByte() {
    assertThat(Engine.failure(Directory.class))
        .hasMessageStartingWith("@Sandboxed on WrongValueTests.Directory.test(), directory")
        .hasMessageContaining("zero byte");
  }

  static class Directory {
    @Test
    @Sandboxed(command = "true", directory = "\0")
    void test() {}
  }
}
