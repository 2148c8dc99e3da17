package cli;

import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;
import org.sandtrap.junit.Sandboxed;

/** Programs that get files and leave files. */
class FilesTest {
  @Test
  @Sandboxed(
      command = {"sort", "-o", "sorted.txt", "poem.txt"},
      fixtures = "src/test/data/poem.txt",
      collect = "sorted.txt")
  void writesIntoAFile(Run run) {
    assertThat(run).exitedWith(0).file("sorted.txt").lines().isSorted();
  }

  @Test
  @Sandboxed(
      command = {"split", "-l", "1", "poem.txt", "part-"},
      fixtures = "src/test/data/poem.txt")
  void leavesAFileForEachLine(Run run) {
    assertThat(run).files().extracting(LeftFile::path).contains("part-aa", "part-ab", "poem.txt");
  }
}
