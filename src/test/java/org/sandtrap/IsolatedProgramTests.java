package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.Requirement;

/** Programs that people test do their work behind path rules. */
class IsolatedProgramTests {
  private static final String[] SYSTEM = {"/usr", "/lib?", "/lib64?", "/bin?", "/etc"};

  @TempDir private Path directory;

  @BeforeAll
  static void needsLandlock() {
    Landlock.require();
  }

  private static void requireProgram(String path, String name) {
    Requirement.require(Files.isExecutable(Path.of(path)), name, "apt-get install " + name);
  }

  private Sandbox sandbox() {
    return Landlocked.sandbox()
        .withReadable(SYSTEM)
        .withWritable(directory)
        .withDirectory(directory)
        .withWall("60s");
  }

  @Test
  void gccCompiles() throws IOException {
    requireProgram("/usr/bin/gcc", "gcc");
    Files.writeString(
        directory.resolve("a.c"),
        "#include <stdio.h>\nint main(void) { return puts(\"hi\") < 0; }\n");
    succeeded(sandbox().run("gcc", "-o", "a", "a.c"));
    assertThat(succeeded(sandbox().run(directory.resolve("a").toString())).stdoutText())
        .isEqualTo("hi\n");
    Run closed = sandbox().withExecutable("/usr/bin/gcc").run("gcc", "-o", "b", "a.c");
    assertThat(closed.verdict()).isEqualTo(Verdict.NONZERO_EXIT);
    assertThat(directory.resolve("b")).doesNotExist();
  }

  @Test
  void pythonReadsAndWrites() throws IOException {
    requireProgram("/usr/bin/python3", "python3");
    Files.writeString(directory.resolve("in"), "2\n3\n");
    Path outside = Files.createTempFile("sandtrap-outside", ".txt");
    String script =
        """
        import json, os, tempfile
        open('out', 'w').write(json.dumps(sum(map(int, open('in')))))
        with tempfile.TemporaryFile() as f: f.write(b'x')
        for mode in 'r', 'w':
          try:
            open('%s', mode)
          except PermissionError:
            print(mode)
        """
            .formatted(outside);
    try {
      Run run = succeeded(sandbox().run("python3", "-c", script));
      assertThat(run.stdoutLines()).containsExactly("r", "w");
      assertThat(directory.resolve("out")).content().isEqualTo("5");
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void aPipelineOfTheShellWorks() {
    String script =
        "seq 9 | sort -r | tee out | head -n 1 > /dev/null; wc -l < out; : > /dev/stdout";
    assertThat(succeeded(sandbox().run("sh", "-c", script)).stdoutText().strip()).isEqualTo("9");
  }
}
