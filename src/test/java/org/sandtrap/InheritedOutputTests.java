package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Until;

/** Inherited output is copied through System.out and System.err, wherever these lead. */
class InheritedOutputTests {
  @Test
  void reachesTheStreamsOfTheJvm() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(Copying.class).run())
        .containsExactly(
            "direct \u00fc",
            "captured 0 0",
            "out [to out]",
            "err [to err]",
            "seen while it runs",
            "cut [aaaa]",
            "IE output");
  }

  /** Inherits: as it is, with streams replaced, and with a stream that fails. */
  static final class Copying {
    private static final Sandbox SANDBOX =
        Sandbox.create().withStdout(Output.inherit()).withStderr(Output.inherit());

    private final PrintStream original = System.out;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Copying() {}

    /** Prints what the test expects. */
    public static void main(String[] none) {
      Run run = succeeded(SANDBOX.run("printf", "direct \u00fc\\n"));
      System.out.println("captured " + run.stdout().length + " " + run.stderr().length);
      new Copying().replaceStreams();
    }

    private void replaceStreams() {
      System.setOut(new PrintStream(out));
      System.setErr(new PrintStream(err));
      succeeded(SANDBOX.run("sh", "-c", "printf 'to out'; printf 'to err' >&2"));
      print("out [" + text(out) + "]");
      print("err [" + text(err) + "]");
      try (RunningProgram program = SANDBOX.start("sh", "-c", "echo early; sleep 60")) {
        Until.isTrue("the output comes", () -> text(out).endsWith("early\n"));
        print(program.status() == Status.FINISHED ? "too late" : "seen while it runs");
      }
      out.reset();
      SANDBOX.withOutput("4B").run("printf", "aaaaaaaa");
      print("cut [" + text(out) + "]");
      System.setOut(new Broken());
      try {
        SANDBOX.run("echo", "text");
      } catch (SupervisionException e) {
        print(e.code() + " " + e.step());
      }
    }

    private void print(String line) {
      original.println(line);
    }

    private static String text(ByteArrayOutputStream stream) {
      return stream.toString(StandardCharsets.UTF_8);
    }
  }

  /** What a test framework may put in the place of System.out. */
  private static final class Broken extends PrintStream {
    Broken() {
      super(new ByteArrayOutputStream());
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      throw new UncheckedIOException(new IOException("broken"));
    }
  }

  @Test
  void touchesNoDescriptorOfTheJvm() {
    Run run =
        succeeded(
            Sandbox.create()
                .withStdout(Output.inherit())
                .withStderr(Output.capture())
                .run("sh", "-c", "ls -l /proc/self/fd/1 /proc/self/fd/0 >&2"));
    List<String> lines = run.stderrLines();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).endsWith(" -> /dev/null");
    assertThat(lines.get(1)).contains(" -> pipe:[");
  }
}
