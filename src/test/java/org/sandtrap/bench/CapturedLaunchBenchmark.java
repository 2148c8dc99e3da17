package org.sandtrap.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/**
 * The usual run: a program that writes a few bytes to both outputs, which are captured. It is
 * static and has no C library, whose own start would cost more than the launch. ProcessBuilder's
 * side reads standard error on a second thread, as it has to: a program that fills the pipe nobody
 * reads would stop for ever. That thread is kept from run to run, which is cheaper than starting
 * one.
 */
final class CapturedLaunchBenchmark implements Benchmark {
  private static final int WARM_UP = 2000;
  private static final int RUNS = 4000;
  private static final byte[] STDOUT = "abcdefgh".getBytes(US_ASCII);
  private static final byte[] STDERR = "abcd".getBytes(US_ASCII);

  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "reader-of-stderr");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public String name() {
    return "launch-captured-vs-processbuilder";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(0.65);
  }

  @Override
  public Measurement measure() throws Exception {
    String program = Tracees.path("few_bytes").toString();
    Pairs pairs =
        Pairs.measure(
            Contender.timing(() -> supervised(program)),
            Contender.timing(() -> natively(program)),
            WARM_UP,
            RUNS);
    return compared(
        pairs,
        "µs",
        "Sandbox.run and ProcessBuilder of a static program that writes to both outputs; ProcessBuilder's"
            + " standard error is read by a second thread that is kept from run to run");
  }

  private static void supervised(String program) {
    Run run = Check.succeeded(Sandbox.create().run(program));
    Check.wrote(STDOUT, run.stdout());
    Check.wrote(STDERR, run.stderr());
  }

  private void natively(String program)
      throws IOException, InterruptedException, ExecutionException {
    Process process = Natively.piped(program);
    Future<byte[]> stderr = reader.submit(() -> process.getErrorStream().readAllBytes());
    byte[] stdout = process.getInputStream().readAllBytes();
    Check.wrote(STDERR, stderr.get());
    Check.wrote(STDOUT, stdout);
    Check.succeeded(process);
  }
}
