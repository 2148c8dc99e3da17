package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.Belongings;
import org.sandtrap.testing.ChildJvm;

/** Nothing of a terminal stays open in the JVM, shown in one where no other test opens any. */
class TerminalLeakTests {
  @Test
  void nothingStaysOpen() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(Running.class).run()).containsExactly("before []", "after []");
  }

  /** Runs programs in terminals, and prints which of them are open before and after. */
  static final class Running {
    private Running() {}

    /** Does it. */
    public static void main(String[] none) {
      System.out.println("before " + terminals());
      Sandbox terminal = Sandbox.create().withTerminal(80, 24);
      for (int i = 0; i < 20; i++) {
        terminal.run("true");
        assertThatThrownBy(() -> terminal.run("/no/such/program"))
            .isInstanceOf(LaunchException.class);
        try (RunningProgram program = terminal.start("cat")) {
          program.write("x\n").kill();
          program.await();
        }
      }
      System.out.println("after " + terminals());
    }

    private static List<String> terminals() {
      return Belongings.now().descriptors().stream()
          .filter(name -> name.contains("/ptmx") || name.contains("/pts/"))
          .toList();
    }
  }
}
