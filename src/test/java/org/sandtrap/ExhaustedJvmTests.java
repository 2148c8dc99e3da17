package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Tracees;

/** A JVM that has no descriptor left cannot launch; it says so, and can again afterwards. */
class ExhaustedJvmTests {
  @Test
  void isNamedWhateverStepItStopsAt() throws IOException, InterruptedException {
    List<String> lines = ChildJvm.of(Exhausting.class).after("ulimit -n 100").run();
    assertThat(lines).contains("descriptors EMFILE").endsWith("OK text");
    assertThat(lines.subList(0, lines.size() - 1))
        .allMatch(line -> line.matches("(tmpdir|stdin|descriptors) EMFILE|OK text"));
  }

  /** Launches with no descriptor left, with one, two, and so on; prints what came of it. */
  static final class Exhausting {
    private static final int MOST = 12;

    private Exhausting() {}

    /** Begins with runs that load every class, which needs descriptors, too. */
    public static void main(String[] none) throws IOException {
      Sandbox sandbox = Sandbox.create().withStdin("text");
      String cat = Tracees.path("cat").toString();
      say(sandbox, cat);
      sandbox.run("sh", "-c", "touch $TMPDIR/file");
      say(sandbox.withStdout(Output.toFile(Path.of("/nowhere/file"))), cat);
      say(sandbox, "/nowhere/program");
      Deque<FileInputStream> files = new ArrayDeque<>();
      openAll(files);
      StringBuilder said = new StringBuilder();
      for (int free = 0; free < MOST; free++) {
        said.append(say(sandbox, cat)).append('\n');
        files.pop().close();
      }
      System.out.print(said);
    }

    private static void openAll(Deque<FileInputStream> files) {
      try {
        while (true) {
          files.push(new FileInputStream("/dev/null"));
        }
      } catch (IOException e) {
        files.peek(); // no descriptor is left
      }
    }

    private static String say(Sandbox sandbox, String program) {
      try {
        Run run = sandbox.run(program);
        return run.verdict() + " " + run.stdoutText();
      } catch (LaunchException e) {
        return e.step() + " " + e.errno();
      }
    }
  }
}
