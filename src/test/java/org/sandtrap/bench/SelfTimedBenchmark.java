package org.sandtrap.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.Tracees;

/**
 * What a program takes by its own clock, supervised and not: launch and end do not count.
 *
 * @param name its name in the results
 * @param aim what the ratio should be
 * @param program a test program that prints {@code … elapsed_ns T} last
 * @param rounds its argument
 * @param runs how many pairs of runs count
 * @param sandbox the settings of ours
 */
record SelfTimedBenchmark(
    String name, Aim aim, String program, int rounds, int runs, Sandbox sandbox)
    implements Benchmark {
  private static final int MOST_WARM_UP = 10;
  private static final String ELAPSED = " elapsed_ns ";

  /** System calls that nobody asked to see. */
  static SelfTimedBenchmark systemCalls() {
    return new SelfTimedBenchmark(
        "untraced-syscalls-vs-native",
        Aim.atMost(1.3),
        "getppid_loop",
        500_000,
        200,
        Sandbox.create());
  }

  /** The same under a hundred rules, none of which is about the call. */
  static SelfTimedBenchmark ruledCalls() {
    return new SelfTimedBenchmark(
        "untraced-syscalls-100-rules-vs-native",
        Aim.atMost(1.3),
        "getppid_loop",
        500_000,
        200,
        Sandbox.create().withPolicy(PolicyBenchmark.ofHundredRules()));
  }

  /** A call that fails quietly, against one that is made. */
  static SelfTimedBenchmark deniedCalls() {
    Policy quiet = Policy.none().onDenied(Reaction.of(Errno.EPERM).quietly());
    return new SelfTimedBenchmark(
        "denied-errno-quiet-vs-native-call",
        Aim.atMost(1.5),
        "getppid_loop",
        500_000,
        200,
        Sandbox.create().withPolicy(quiet.plus(Rule.deny("sys:getppid"))));
  }

  /** Work without system calls. */
  static SelfTimedBenchmark computing() {
    return new SelfTimedBenchmark(
        "compute-vs-native", Aim.atMost(1.02), "compute", 20_000_000, 300, Sandbox.create());
  }

  /** Short processes, one after the other. */
  static SelfTimedBenchmark forks() {
    return new SelfTimedBenchmark(
        "fork-storm-vs-native",
        Aim.atMost(3),
        "many_children",
        10_000,
        10,
        Sandbox.create().withWall("600s"));
  }

  @Override
  public Measurement measure() throws Exception {
    String[] command = {Tracees.path(program).toString(), String.valueOf(rounds)};
    Pairs pairs =
        Pairs.measure(
            () -> elapsedMillis(supervised(command), rounds),
            () -> elapsedMillis(Natively.output(command), rounds),
            Math.min(MOST_WARM_UP, runs / 5),
            runs);
    return compared(
        pairs,
        "ms",
        program + " " + rounds + " by its own clock, under Sandbox.run and ProcessBuilder");
  }

  private byte[] supervised(String... command) {
    Run run = Check.succeeded(sandbox.run(command));
    return run.stdout();
  }

  /** What a program that did {@code rounds} of something took by its own clock. */
  static double elapsedMillis(byte[] output, int rounds) {
    String text = new String(output, US_ASCII).strip();
    int at = text.indexOf(ELAPSED);
    Check.that(at > 0 && text.contains(" " + rounds + " "), text);
    return Long.parseLong(text.substring(at + ELAPSED.length())) / 1e6;
  }
}
