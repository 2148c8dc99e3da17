package untrusted;

import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.junit.Untrusted;

/** The test of an exercise: a program adds two numbers. */
@Untrusted
@Sandboxed(cpu = "1s", memory = "64MiB")
class SumTest {
  @BeforeAll
  static void compile() {
    Host.requireClosedFiles();
    assertThat(Sandbox.create().run("gcc", "-o", "target/sum", "submissions/sum.c")).exitedWith(0);
  }

  @Test
  @Sandboxed(command = "target/sum", stdin = "1 2\n")
  void adds(Run run) {
    assertThat(run).stdout().isEqualTo("3\n");
  }
}
