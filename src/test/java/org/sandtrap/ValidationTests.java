package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work is refused before anything happens; the message names the argument. */
class ValidationTests {
  private static final String NO_PROGRAM =
      "command: names no program. Expected the program and its arguments, one word each: \"sort\", \"-n\".";

  private final Sandbox sandbox = Sandbox.create();

  @Test
  void anEmptyCommandNamesNoProgram() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.run(new String[0]))
        .withMessage(NO_PROGRAM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.run(List.of()))
        .withMessage(NO_PROGRAM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.run(new byte[0][]))
        .withMessage(NO_PROGRAM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.run("", "x"))
        .withMessage(NO_PROGRAM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.start(""))
        .withMessage(NO_PROGRAM);
  }

  @Test
  void aWordMustNotContainAZeroByte() {
    String message = "command, word 2: contains a zero byte, where it would end for the program.";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.run("true", "a\0b"))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.start("true", "\0"))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.run(new byte[] {'a'}, new byte[] {'a', 0}))
        .withMessage(message);
  }

  @Test
  void aWordMustHaveBytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.run("true", "half \ud83d"))
        .withMessageStartingWith("command, word 2: 'half ")
        .withMessageContaining("contains half a surrogate pair, which no bytes stand for.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withStdin("half \ude00"))
        .withMessageStartingWith("stdin: 'half ");
  }

  @Test
  void nullIsNamed() {
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.run((String[]) null))
        .withMessage("command is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.run((List<String>) null))
        .withMessage("command is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.run((byte[][]) null))
        .withMessage("command is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.start((String[]) null))
        .withMessage("command is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.run("true", null))
        .withMessage("command, word 2 is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.run(Arrays.asList(null, "x")))
        .withMessage("command, word 1 is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.run(new byte[] {'a'}, null))
        .withMessage("command, word 2 is null");
  }

  @Test
  void nullIsNamedInSettings() {
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withStdin((String) null))
        .withMessage("stdin is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withStdin((byte[]) null))
        .withMessage("stdin is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withStdin((Path) null))
        .withMessage("stdin is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withDirectory((Path) null))
        .withMessage("directory is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withDirectory((String) null))
        .withMessage("directory is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withStdout(null))
        .withMessage("stdout is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withStderr(null))
        .withMessage("stderr is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withLeftovers(null))
        .withMessage("leftovers is null");
    assertThatNullPointerException()
        .isThrownBy(() -> Output.toFile(null))
        .withMessage("path is null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A=B", "=", "A\0B"})
  void aVariableNeedsAName(String name) {
    String message =
        "environment: '"
            + name
            + "' cannot be the name of a variable: it must not be empty or contain '=' or a zero byte.";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withEnvironment(name, "x"))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withEnvironment(Map.of(name, "x")))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withInherited("PATH", name))
        .withMessage(message);
  }

  @Test
  void aVariableNeedsAValue() {
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withEnvironment("NAME", null))
        .withMessage("environment, the value of 'NAME' is null");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.withEnvironment(null, "value"))
        .withMessage("environment: the name of a variable is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withEnvironment("NAME", "a\0b"))
        .withMessage(
            "environment, the value of 'NAME': contains a zero byte, where it would end for the program.");
  }

  @Test
  void aDirectoryHasNoZeroByte() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withDirectory("a\0b"))
        .withMessage("directory: contains a zero byte, where it would end for the program.");
  }

  @Test
  void anEmptyDirectoryIsTheOneOfThisJvm() {
    assertThat(sandbox.withDirectory("").run("pwd").stdoutText())
        .isEqualTo(Path.of("").toAbsolutePath() + "\n");
  }
}
