package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Hostile;

/** What attacks that try one thing after another print: {@code NAME RESULT}, line by line. */
final class Attempts {
  private Attempts() {}

  /** Runs an attack that ends by itself. */
  static List<String> of(Sandbox sandbox, String program, Object... arguments) {
    Run run = run(sandbox, program, arguments);
    assertThat(run.causes())
        .as("%s%n%s%n%s", run, run.stdoutText(), run.stderrText())
        .containsExactly(new Cause.Exited(0));
    assertThat(run.stdoutLines()).isNotEmpty();
    return run.stdoutLines();
  }

  /** The same where nothing may succeed but these. */
  static void fail(Set<String> harmless, List<String> lines) {
    assertThat(lines)
        .filteredOn(line -> line.endsWith(" ok"))
        .as("%s", lines)
        .allMatch(line -> harmless.contains(line.replace(" ok", "")));
  }

  /** Runs an attack whose program and arguments are words of a line. */
  static Run line(Sandbox sandbox, String command) {
    String[] words = command.split(" ");
    return run(sandbox, words[0], (Object[]) Arrays.copyOfRange(words, 1, words.length));
  }

  static Run run(Sandbox sandbox, String program, Object... arguments) {
    String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    return Hostile.run(sandbox, "attacks/" + program, words);
  }

  /** The program was killed by a signal, and by nothing of ours. */
  static void died(Run run, Signal signal) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(run.causes()).hasSize(1);
    assertThat(((Cause.Signalled) run.cause()).signal()).isEqualTo(signal);
  }
}
