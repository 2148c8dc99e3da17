package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Tracees;

/** Arguments reach the program byte for byte; nothing is split, quoted or expanded. */
class ArgumentTests {
  private final String program = Tracees.path("echo_args").toString();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "two words",
        "line\nbreak\r\n",
        "\"double\" 'single' \\back",
        "$HOME `id` $(id) ~ * ? ; | & > <",
        "--option=value",
        "\u0001\u007f\t\u001b[0m",
        "gr\u00fc\u00dfe \u65e5\u672c \ud83d\ude00"
      })
  void arriveAsTheyAre(String argument) {
    Run run = succeeded(Sandbox.create().run(program, argument, "last"));
    assertThat(run.stdoutLines())
        .containsExactly("argc 3", "0 " + hex(program), "1 " + hex(argument), "2 " + hex("last"));
    assertThat(run.command()).containsExactly(program, argument, "last");
  }

  @Test
  void needNotBeText() {
    byte[] everything = new byte[255];
    for (int i = 0; i < everything.length; i++) {
      everything[i] = (byte) (i + 1);
    }
    Run run = succeeded(Sandbox.create().run(bytes(program), everything, new byte[0]));
    assertThat(run.stdoutLines().subList(2, 4))
        .containsExactly("1 " + HexFormat.of().formatHex(everything), "2 ");
  }

  @Test
  void thatAreNoTextAreReadableInTheRun() {
    Run run = Sandbox.create().run(bytes(program), new byte[] {'a', (byte) 0xff});
    assertThat(run.command()).containsExactly(program, "a\ufffd");
  }

  @Test
  void changedAfterwardsAreStillTheOnesGiven() {
    byte[] argument = bytes("before");
    Run run = Sandbox.create().run(bytes(program), argument);
    argument[0] = 'B';
    assertThat(run.command()).containsExactly(program, "before");
  }

  @Test
  void mayComeInAList() {
    Run run = succeeded(Sandbox.create().run(List.of(program, "one", "two")));
    assertThat(run.stdoutLines()).startsWith("argc 3").endsWith("2 " + hex("two"));
  }

  @Test
  void argumentZeroIsTheProgramAsGiven() {
    Run run =
        succeeded(
            Sandbox.create()
                .withEnvironment("PATH", Tracees.directory().toString())
                .run("echo_args"));
    assertThat(run.stdoutLines()).containsExactly("argc 1", "0 " + hex("echo_args"));
  }

  @Test
  void aSpaceInTheProgramsNameIsPartOfIt() {
    Run run = succeeded(Sandbox.create().run(Tracees.path("with space").toString()));
    assertThat(run.stdoutLines())
        .containsExactly("comm with space", "stat (with space)", "parent ok");
  }
}
