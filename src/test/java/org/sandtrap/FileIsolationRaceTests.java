package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.Tracees;

/** Whatever changes between a look and a call: the kernel decides about the file that it opens. */
class FileIsolationRaceTests {
  private static final int RUNS = 100;
  private static final String TRIES = "100000";

  @TempDir private Path temporary;
  private Path mine;
  private Path secret;

  @BeforeEach
  void makeFiles() throws IOException {
    Landlock.require();
    Path base = temporary.toRealPath();
    mine = Files.createDirectory(base.resolve("mine")).resolve("file");
    secret = Files.createDirectory(base.resolve("secret")).resolve("file");
    Files.writeString(mine, "mine");
    Files.writeString(secret, "secret");
  }

  /** How often each file was read. */
  private int[] read(Sandbox sandbox, String how, String tries) throws IOException {
    Path place = Files.createTempDirectory(temporary.toRealPath(), "place");
    Run run =
        succeeded(
            sandbox
                .withDirectory(place)
                .withWall("60s")
                .run(
                    Tracees.command(
                        "attacks/path_races", how, tries, mine.toString(), secret.toString())));
    String[] counts = run.stdoutText().strip().split(" ");
    return new int[] {Integer.parseInt(counts[0]), Integer.parseInt(counts[1])};
  }

  /** Whether both files are read without rules; on a busy host that takes some runs. */
  private boolean readBoth(String how) throws IOException {
    int[] sums = new int[2];
    for (int i = 0; i < RUNS && (sums[0] == 0 || sums[1] == 0); i++) {
      int[] counts = read(Landlocked.sandbox(), how, "20000");
      sums[0] += counts[0];
      sums[1] += counts[1];
    }
    return sums[0] > 0 && sums[1] > 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread", "process", "how", "link", "directory"})
  void theSecretIsNeverRead(String how) throws IOException {
    assertThat(readBoth(how)).as("without rules").isTrue();
    Sandbox sandbox =
        Landlocked.sandbox()
            .withReadable("/usr", "/lib?", "/lib64?", "/etc/ld.so.cache?")
            .withReadable(mine.getParent());
    int[] counts = read(sandbox, how, TRIES);
    assertThat(counts[0]).as("the own file").isPositive();
    assertThat(counts[1]).as("the secret").isZero();
  }
}
