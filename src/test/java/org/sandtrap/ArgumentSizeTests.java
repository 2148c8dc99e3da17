package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.Tracees;

/** What the kernel takes of arguments and environment reaches the program; more is E2BIG. */
class ArgumentSizeTests {
  private static final int LONGEST = 128 * 1024 - 1;

  private static List<String> command(int count, int length) {
    List<String> command = new ArrayList<>();
    command.add(Tracees.path("echo_args").toString());
    command.addAll(Collections.nCopies(count, "x".repeat(length)));
    return command;
  }

  private static void isTooBig(Sandbox sandbox, List<String> command) {
    LaunchException failure =
        catchThrowableOfType(LaunchException.class, () -> sandbox.run(command));
    assertThat(failure.step()).isEqualTo("exec");
    assertThat(failure.errno()).isEqualTo("E2BIG");
    assertThat(failure)
        .hasMessageContaining("Argument list too long")
        .hasMessageContaining("one argument: 128 KiB")
        .hasMessageEndingWith("Pass them on standard input or in a file.");
  }

  @Test
  void theLongestArgumentArrives() {
    Run run = succeeded(Sandbox.create().run(command(1, LONGEST)));
    assertThat(run.stdoutLines().get(2)).isEqualTo("1 " + "78".repeat(LONGEST));
  }

  @Test
  void manyArgumentsArrive() {
    Run run = succeeded(Sandbox.create().run(command(20_000, 10)));
    assertThat(run.stdoutLines()).hasSize(20_002).endsWith("20000 " + "78".repeat(10));
  }

  @Test
  void oneArgumentMayBeTooLong() {
    isTooBig(Sandbox.create(), command(1, LONGEST + 1));
  }

  @Test
  void allArgumentsTogetherMayBeTooLong() {
    isTooBig(Sandbox.create(), command(100, 100_000));
  }

  @Test
  void aVariableMayBeTooLong() {
    isTooBig(
        Sandbox.create().withEnvironment("LONG", "x".repeat(LONGEST)),
        List.of(Tracees.path("nothing").toString()));
  }
}
