package org.sandtrap.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A JVM with a heap of its own, all of it touched, that launches programs when told to. */
final class HeapJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final long residentMebibytes;

  private HeapJvm(Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
    this.residentMebibytes = (long) number();
  }

  static HeapJvm start(String heap) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseParallelGC",
            "-Xms" + heap,
            "-Xmx" + heap,
            "-XX:+AlwaysPreTouch",
            "-classpath",
            System.getProperty("java.class.path"),
            HeapWorker.class.getName());
    return new HeapJvm(builder.redirectError(Redirect.INHERIT).start());
  }

  /** How much memory of this JVM is really there. */
  long residentMebibytes() {
    return residentMebibytes;
  }

  /** Has it launch a block of programs, and answers the median of what they took. */
  double launchMicros() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return number();
  }

  private double number() throws IOException {
    String line = answers.readLine();
    Check.that(line != null, "a JVM that has ended");
    return Double.parseDouble(line);
  }

  /** Ends it: it reads the end of its input. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    int code = process.onExit().join().exitValue();
    Check.that(code == 0, "exit code " + code + " of a JVM");
  }
}
