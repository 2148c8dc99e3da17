package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.ClosedDescriptorsRun;
import org.sandtrap.testing.OneRun;
import org.sandtrap.testing.Tracees;

/** A program has the descriptors 0, 1 and 2, each opened as it is used, and no other. */
class DescriptorTests {
  private static final String[] LEAKS = {
    Tracees.directory().resolve("attacks/fd_env_leak").toString(),
    "PATH",
    "LANG",
    "TZ",
    "HOME",
    "TMPDIR",
    "ASAN_OPTIONS",
    "LSAN_OPTIONS"
  };

  @TempDir Path directory;

  private static List<String> modes(Sandbox sandbox) {
    return succeeded(sandbox.run(Tracees.path("stdin_mode").toString())).stdoutLines();
  }

  private static List<String> open(Sandbox sandbox) {
    return succeeded(sandbox.run(Tracees.path("show_fds").toString())).stdoutLines();
  }

  @Test
  void areThreeUnlessToldOtherwise() {
    List<String> lines = open(Sandbox.create());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("fd 0 r char /dev/null");
    assertThat(lines.get(1)).startsWith("fd 1 w pipe pipe:[");
    assertThat(lines.get(2))
        .startsWith("fd 2 w pipe pipe:[")
        .doesNotContain(lines.get(1).substring(5));
  }

  @Test
  void standardInputFromBytesIsAFileOpenForReading() {
    assertThat(modes(Sandbox.create().withStdin("12345")))
        .containsExactly("fd 0 r file size 5 offset 0", "fd 1 w pipe", "fd 2 w pipe");
  }

  @Test
  void standardInputFromAFileIsOpenForReadingWhateverItsPermissions() throws IOException {
    Path file = Files.writeString(directory.resolve("input"), "1234567");
    assertThat(modes(Sandbox.create().withStdin(file))).contains("fd 0 r file size 7 offset 0");
  }

  @Test
  void whatIsDiscardedGoesToTheNullDevice() {
    Sandbox sandbox = Sandbox.create().withStderr(Output.discard());
    assertThat(modes(sandbox)).containsExactly("fd 0 r char", "fd 1 w pipe", "fd 2 w char");
    assertThat(open(sandbox)).contains("fd 2 w char /dev/null");
  }

  @Test
  void mergedOutputIsOnePipe() {
    List<String> lines = open(Sandbox.create().withMergedOutput());
    assertThat(lines.get(2).substring(5)).isEqualTo(lines.get(1).substring(5));
  }

  @Test
  void filesThatThisJvmHasOpenAreNotAmongThem() throws IOException {
    List<FileInputStream> files = new ArrayList<>();
    try {
      for (int i = 0; i < 400; i++) {
        files.add(new FileInputStream("/dev/null"));
      }
      assertThat(succeeded(Sandbox.create().run(LEAKS)).stdoutText()).isEqualTo("leaks 0\n");
      assertThat(open(Sandbox.create())).hasSize(3);
    } finally {
      for (FileInputStream file : files) {
        file.close();
      }
    }
  }

  @Test
  void whatThisJvmInheritedIsNotAmongThem() throws IOException, InterruptedException {
    String script = "for n in 3 7 9 255 256 300 1023 1500; do eval \"exec $n</etc/passwd\"; done";
    assertThat(ChildJvm.of(OneRun.class).after(script).run(LEAKS)).containsExactly("leaks 0");
    assertThat(ChildJvm.of(OneRun.class).after(script).run(Tracees.path("show_fds").toString()))
        .hasSize(3)
        .noneMatch(line -> line.contains("passwd"));
  }

  @Test
  void areRightWhenThisJvmHasNoneOfItsOwn() throws IOException, InterruptedException {
    Path result = directory.resolve("result");
    ChildJvm.of(ClosedDescriptorsRun.class).run(result.toString());
    assertThat(result)
        .hasContent(
            """
            out: text
            err: failure
            fd 0 r file size 5 offset 0
            fd 1 w pipe
            fd 2 w pipe
            fd 0 r char
            fd 1 w pipe
            fd 2 w char
            """);
  }
}
