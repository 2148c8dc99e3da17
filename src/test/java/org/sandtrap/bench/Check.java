package org.sandtrap.bench;

import java.util.Arrays;
import org.sandtrap.Run;
import org.sandtrap.Verdict;

/** Makes sure that what is measured is what is meant. */
final class Check {
  private Check() {}

  static void that(boolean condition, Object found) {
    if (!condition) {
      throw new IllegalStateException("This run did not do what is to be measured: " + found);
    }
  }

  /** The program ended with exit code 0. */
  static Run succeeded(Run run) {
    that(run.verdict() == Verdict.OK && run.exitCode().orElse(-1) == 0, run);
    return run;
  }

  /** The program ended with exit code 0. */
  static void succeeded(Process process) throws InterruptedException {
    int code = process.waitFor();
    that(code == 0, "exit code " + code);
  }

  /** The program wrote this. */
  static void wrote(byte[] expected, byte[] found) {
    that(Arrays.equals(expected, found), Arrays.toString(found));
  }
}
