package org.sandtrap.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallFilter;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.WantedCalls;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Patience;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.binding.Stdio;
import org.sandtrap.tracer.stream.Sink;
import org.sandtrap.tracer.watch.KillReason;

/** Whatever fails on our side kills the whole run, and is told. */
class SupervisionFailureTests {
  private static final String CHATTY = "sleep 60 & while :; do echo line; done";

  private final Marker marker = Marker.fresh();

  static Stream<Throwable> problems() {
    return Stream.of(
        new IOException("no space"),
        new IllegalStateException("bug"),
        new OutOfMemoryError("heap"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void outputThatCannotBeKeptEndsTheRun(Throwable problem) throws Exception {
    Outcome outcome = run(order(CHATTY, Optional.of(failing(problem))));
    assertThat(outcome.reasons())
        .singleElement()
        .isInstanceOfSatisfying(
            KillReason.Failed.class,
            failed -> {
              assertThat(failed.step()).isEqualTo("output");
              assertThat(failed.problem()).isSameAs(problem);
            });
    assertThat(marker.processes()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void otherRunsGoOn(Throwable problem) throws Exception {
    run(order(CHATTY, Optional.of(failing(problem))));
    Run run = Sandbox.create().run("sh", "-c", "sleep 0.01; head -c 1000000 /dev/zero");
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
    assertThat(run.stdout()).hasSize(1_000_000);
  }

  @Test
  void aRunThatCannotEvenBeFollowedIsKilled() {
    RunSpec senseless = order(CHATTY, Optional.empty());
    assertThatThrownBy(() -> run(senseless)).hasCauseInstanceOf(NoSuchElementException.class);
    assertThat(marker.processes()).isEmpty();
  }

  private static Sink failing(Throwable problem) {
    return (bytes, length) -> SupervisionFailureTests.<RuntimeException>sneak(problem);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable problem) throws T {
    throw (T) problem;
  }

  private RunSpec order(String script, Optional<Sink> sink) {
    Plan plan =
        new Plan(
            Stream.of("sh", "-c", script).map(SupervisionFailureTests::bytes).toList(),
            List.of(bytes("PATH=/usr/bin:/bin"), bytes(marker.variable())),
            List.of(bytes("/bin/sh")),
            Optional.empty(),
            new Stdio.Null(),
            new Stdio.Pipe(),
            new Stdio.Null(),
            List.of(),
            CallFilter.of(Limits.defaults(), Policy.none(), false),
            false,
            Optional.empty(),
            false,
            Plan.State.USUAL,
            Optional.empty());
    return new RunSpec(
        plan,
        sink,
        Optional.empty(),
        Limits.defaults(),
        Policy.none(),
        List.of(),
        WantedCalls.NONE,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** On a thread of its own, which has no children. */
  private static Outcome run(RunSpec order) throws Exception {
    FutureTask<Outcome> task = new FutureTask<>(new Supervisor(order)::run);
    new Thread(task).start();
    return task.get(Patience.SECONDS, TimeUnit.SECONDS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
