package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.Tracees;

/** What a program reads. */
class StandardInputTests {
  private static final int LARGE = 64 << 20;

  @TempDir Path directory;

  private static byte[] repeated(Sandbox sandbox) {
    return succeeded(sandbox.run(Tracees.path("cat").toString())).stdout();
  }

  private static String counted(Sandbox sandbox) {
    return succeeded(sandbox.run(Tracees.path("count_stdin").toString())).stdoutText();
  }

  /** Bytes that differ, so that a block which is lost, doubled or moved is noticed. */
  private static byte[] large(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 13));
    }
    return bytes;
  }

  private static String count(byte[] bytes) {
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum += (i % 251 + 1) * (bytes[i] & 0xffL);
    }
    return "bytes " + bytes.length + " sum " + sum + "\n";
  }

  @Test
  void isNothingUnlessToldOtherwise() {
    assertThat(counted(Sandbox.create())).isEqualTo("bytes 0 sum 0\n");
    assertThat(counted(Sandbox.create().withStdin("text").withoutStdin()))
        .isEqualTo("bytes 0 sum 0\n");
  }

  @Test
  void mayBeText() {
    String text = "gr\u00fc\u00dfe\nno end of line";
    assertThat(repeated(Sandbox.create().withStdin(text)))
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void mayBeBytes() {
    byte[] bytes = {0, 1, (byte) 0xff, '\r', '\n', 0};
    assertThat(repeated(Sandbox.create().withStdin(bytes))).isEqualTo(bytes);
  }

  @Test
  void mayBeEmpty() {
    assertThat(counted(Sandbox.create().withStdin(new byte[0]))).isEqualTo("bytes 0 sum 0\n");
    assertThat(counted(Sandbox.create().withStdin(""))).isEqualTo("bytes 0 sum 0\n");
  }

  @Test
  void mayBeLarge() {
    byte[] bytes = large(LARGE);
    assertThat(counted(Sandbox.create().withStdin(bytes))).isEqualTo(count(bytes));
  }

  @Test
  void doesNotChangeAfterwards() {
    byte[] bytes = {'a'};
    Sandbox sandbox = Sandbox.create().withStdin(bytes);
    bytes[0] = 'b';
    assertThat(repeated(sandbox)).containsExactly('a');
  }

  @Test
  void isTheSameForEveryRun() {
    Sandbox sandbox = Sandbox.create().withStdin("text");
    assertThat(repeated(sandbox)).isEqualTo(repeated(sandbox)).hasSize(4);
  }

  @Test
  void mayBeAFile() throws IOException {
    byte[] bytes = large(100_000);
    Path file = Files.write(directory.resolve("input"), bytes);
    assertThat(counted(Sandbox.create().withStdin(file))).isEqualTo(count(bytes));
    assertThat(repeated(Sandbox.create().withStdin(file))).isEqualTo(bytes);
  }

  @Test
  void mayBeAFileNamedFromThisJvmsDirectory() {
    Path file = Path.of("").toAbsolutePath().relativize(Tracees.path("nothing"));
    assertThat(file).isRelative();
    assertThat(repeated(Sandbox.create().withDirectory("/").withStdin(file)))
        .startsWith(0x7f, 'E', 'L', 'F');
  }

  @Test
  void mayBeAFileWithAnyName() throws IOException {
    Sandbox inside = Sandbox.create().withDirectory(directory);
    succeeded(inside.run("sh", "-c", "echo text > \"$(printf 'bad \\377 %%41 name')\""));
    try (var files = Files.newDirectoryStream(directory)) {
      Path file = files.iterator().next();
      assertThat(repeated(Sandbox.create().withStdin(file))).asString().isEqualTo("text\n");
    }
  }

  @Test
  void mayBeAFileThatGrowsAfterTheLaunch() throws IOException {
    Path file = Files.writeString(directory.resolve("input"), "a\n");
    Run run =
        Sandbox.create()
            .withStdin(file)
            .run("sh", "-c", "read x; echo b >> \"$1\"; cat", "sh", file.toString());
    assertThat(succeeded(run).stdoutText()).isEqualTo("b\n");
  }

  @Test
  void mayBeAFifoThatSomebodyWritesTo() throws IOException, InterruptedException {
    Path fifo = directory.resolve("fifo");
    succeeded(Sandbox.create().run("mkfifo", fifo.toString()));
    Process writer = new ProcessBuilder("sh", "-c", "echo text > '" + fifo + "'").start();
    assertThat(repeated(Sandbox.create().withStdin(fifo))).asString().isEqualTo("text\n");
    assertThat(writer.waitFor()).isZero();
  }

  @Test
  void needNotBeRead() {
    byte[] bytes = new byte[8 << 20];
    Arrays.fill(bytes, (byte) 'x');
    succeeded(Sandbox.create().withStdin(bytes).run("true"));
    Run run = succeeded(Sandbox.create().withStdin(bytes).run("head", "-c", "3"));
    assertThat(run.stdoutText()).isEqualTo("xxx");
  }

  @Test
  void canBeReadFromTheStartAgain() {
    Run run = Sandbox.create().withStdin("text\n").run("sh", "-c", "cat; cat /dev/stdin");
    assertThat(succeeded(run).stdoutText()).isEqualTo("text\ntext\n");
  }

  @Test
  void cannotBeChangedByTheProgram() {
    Sandbox sandbox = Sandbox.create().withStdin("text\n");
    Run run =
        sandbox.run("sh", "-c", "echo changed >&0; echo changed 1<>/dev/stdin >&1; cat /dev/stdin");
    assertThat(run.stdoutText()).endsWith("text\n").doesNotContain("changed");
  }
}
