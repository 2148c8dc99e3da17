package org.sandtrap.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Runs programs without Sandtrap, by {@link ProcessBuilder}. */
final class Natively {
  private static final Redirect NOTHING = Redirect.from(new File("/dev/null"));

  private Natively() {}

  /** Runs a program to its end; nothing goes in, and what comes out is dropped. */
  static void discarding(String... command) throws IOException, InterruptedException {
    Check.succeeded(
        new ProcessBuilder(command)
            .redirectInput(NOTHING)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** Starts a program whose both outputs are to be read. */
  static Process piped(String... command) throws IOException {
    return new ProcessBuilder(command).redirectInput(NOTHING).start();
  }

  /** Runs a program to its end and answers what it wrote to standard output. */
  static byte[] output(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectInput(NOTHING).redirectError(Redirect.DISCARD).start();
    byte[] output = process.getInputStream().readAllBytes();
    Check.succeeded(process);
    return output;
  }
}
