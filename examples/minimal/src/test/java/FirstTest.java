import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.junit.Sandboxed;

class FirstTest {
  @Test
  @Sandboxed(command = "sort", stdin = "b\na\n")
  void sorts(Run run) {
    assertThat(run).exitedWith(0).stdout().isEqualTo("a\nb\n");
  }
}
