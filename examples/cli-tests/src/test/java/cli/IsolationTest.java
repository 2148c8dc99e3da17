package cli;

import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.isolation.Network;
import org.sandtrap.junit.Sandboxed;

/** Programs that reach only what a test lists. */
@Sandboxed(directory = "src/test/data")
class IsolationTest {
  @Test
  @Sandboxed(
      command = {"grep", "-c", "owl", "poem.txt"},
      readable = {"/usr", "/lib?", "/lib64?", "/bin?", "/etc", "src/test/data/poem.txt"},
      writable = "{private}",
      network = Network.NONE)
  void needsNothingButItsFile(Run run) {
    assertThat(run).exitedWith(0);
  }

  @Test
  @Sandboxed(
      command = {"grep", "-c", "owl", "poem.txt"},
      readable = {"/usr", "/lib?", "/lib64?", "/bin?", "/etc"})
  void cannotReadWhatIsNotListed(Run run) {
    assertThat(run).exitedWith(2).stderr().contains("poem.txt: Permission denied");
  }
}
