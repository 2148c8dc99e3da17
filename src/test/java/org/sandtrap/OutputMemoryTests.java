package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Tracees;

/** Much input and output at once neither blocks nor costs more memory than what is kept. */
@Tag("slow")
class OutputMemoryTests {
  private static final int SIZE = 64 << 20;

  @TempDir Path directory;

  private String input() throws IOException {
    byte[] block = new byte[1 << 20];
    Path file = directory.resolve("input");
    try (var stream = Files.newOutputStream(file)) {
      for (int i = 0; i < SIZE / block.length; i++) {
        Arrays.fill(block, (byte) i);
        stream.write(block);
      }
    }
    return file.toString();
  }

  @Test
  void sixtyFourMebibytesFitBesideWhatTheJvmNeeds() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(Copying.class).withOptions("-Xmx80m").run(input(), "file"))
        .containsExactly("OK");
  }

  @Test
  void theyFitTwiceWhenTheyAreGivenAsBytes() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(Copying.class).withOptions("-Xmx160m", "-Xmn16m").run(input(), "bytes"))
        .containsExactly("OK");
  }

  @Test
  void theyFitTwiceWhenTheyAreRead() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(Copying.class).withOptions("-Xmx160m", "-Xmn16m").run(input(), "read"))
        .containsExactly("OK", "same true");
  }

  @Test
  void whatIsBeyondTheLimitCostsNothing() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(Copying.class).withOptions("-Xmx24m").run(input(), "capped"))
        .containsExactly("OUTPUT_LIMIT");
  }

  /** Copies its input file through {@code cat}. */
  static final class Copying {
    private Copying() {}

    /** Prints the verdict, and whether what came out is what went in. */
    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      String how = arguments[1];
      Sandbox sandbox = Sandbox.create().withOutput(how.equals("capped") ? "1MiB" : "64MiB");
      Sandbox fed =
          how.equals("bytes")
              ? sandbox.withStdin(Files.readAllBytes(file))
              : sandbox.withStdin(file);
      Run run = fed.withWall("60s").run(Tracees.path("cat").toString());
      System.out.println(run.verdict().name());
      if (how.equals("read")) {
        System.out.println("same " + same(run.stdout()));
      }
    }

    private static boolean same(byte[] bytes) {
      boolean same = bytes.length == SIZE;
      for (int i = 0; i < bytes.length; i++) {
        same &= bytes[i] == (byte) (i >> 20);
      }
      return same;
    }
  }

  @Test
  void bothStreamsAndTheInputGoOnBesideEachOther() {
    byte[] bytes = new byte[4 << 20];
    Arrays.fill(bytes, (byte) 'x');
    Run run = Sandbox.create().withStdin(bytes).run("sh", "-c", "tee /dev/stderr");
    assertThat(succeeded(run).stdout()).isEqualTo(bytes);
    assertThat(run.stderr()).isEqualTo(bytes);
  }
}
