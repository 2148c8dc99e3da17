package org.sandtrap.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The extension prints nothing, whatever happens. */
@Isolated
class QuietTests {
  @Test
  void nothingIsPrinted() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream recorder = new PrintStream(printed, true, UTF_8);
    System.setOut(recorder);
    System.setErr(recorder);
    try {
      Engine.run(Talkative.class);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(UTF_8)).isEmpty();
  }

  static class Talkative {
    @Test
    @Sandboxed(command = {"echo", "hello"})
    void passes() {}

    @Test
    @Sandboxed(command = {"sh", "-c", "echo hello; echo problem >&2; exit 1"})
    void fails() {}

    @Test
    @Sandboxed(command = "/no/such/program")
    void isNotLaunched() {}
  }
}
