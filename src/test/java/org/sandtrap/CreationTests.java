package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Abi;
import org.sandtrap.testing.Emulation32;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.OuterFilter;

/** Every way to make a process or a thread, under rules that deny the one, the other, or both. */
class CreationTests {
  private static final String FORK = "fork";
  private static final String THREAD = "thread";
  private static final List<String> PROCESSES =
      List.of(
          "fork",
          "vfork",
          "clone",
          "posix_spawn",
          "system",
          "popen",
          "raw_fork",
          "raw_vfork",
          "raw_clone",
          "raw_clone_vm",
          "raw_clone_parent");
  private static final List<String> THREADS = List.of("pthread", "timer", "raw_thread");
  private static final List<String> VARIANTS = List.of("", "-static", "-musl", "-32");

  private final Sandbox sandbox = Sandbox.create();

  private static Stream<Arguments> ways() {
    List<Arguments> ways = new ArrayList<>();
    for (String variant : VARIANTS) {
      PROCESSES.forEach(way -> ways.add(Arguments.of("creations" + variant, way, FORK)));
      THREADS.forEach(way -> ways.add(Arguments.of("creations" + variant, way, THREAD)));
    }
    return ways.stream();
  }

  private static Run run(Sandbox under, String program, String way) {
    Run run = Hostile.run(under, program, way);
    assumeThat(run.exitCode().orElse(0)).as("this machine has no such way").isNotEqualTo(3);
    return run;
  }

  private static long created(Run run) {
    return run.usage().processesCreated() - 1 + run.usage().threadsCreated();
  }

  private static DeniedCall forbidden(Run run, String way, String word) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.FORBIDDEN);
    assertThat(run.stdoutText()).as(way).isEmpty();
    assertThat(created(run)).isZero();
    DeniedCall call = ((Cause.Forbidden) run.cause()).call();
    assertThat(call.rule()).contains(Rule.deny(word));
    return call;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aWayIsForbiddenByItsOwnWordAndByBoth(String program, String way, String word) {
    DeniedCall call = forbidden(run(sandbox.deny(word), program, way), way, word);
    assertThat(call.call().name()).isIn("fork", "vfork", "clone");
    assertThat(call.call().abi() == Abi.I386).isEqualTo(program.endsWith("-32"));
    forbidden(run(sandbox.deny(FORK, THREAD), program, way), way, word);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aWayIsFreeWhereOnlyTheOtherWordIsDenied(String program, String way, String word) {
    Run run = run(sandbox.deny(word.equals(FORK) ? THREAD : FORK), program, way);
    assertThat(succeeded(run).stdoutText()).isEqualTo(way + " made\n");
    assertThat(created(run)).isPositive();
  }

  private static Stream<Arguments> clone3() {
    return VARIANTS.stream()
        .flatMap(
            variant ->
                Stream.of("raw_clone3", "raw_thread3")
                    .map(way -> Arguments.of("creations" + variant, way)));
  }

  @ParameterizedTest
  @MethodSource("clone3")
  void clone3IsAbsentWhateverIsDenied(String program, String way) {
    for (Sandbox one : List.of(sandbox, sandbox.deny(FORK), sandbox.deny(FORK, THREAD))) {
      Run run = run(one, program, way);
      assertThat(succeeded(run).stdoutText()).isEqualTo(way + " ENOSYS\n");
      assertThat(created(run)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("clone3")
  void clone3IsForbiddenWhereCloneIsDeniedWhateverItDoes(String program, String way) {
    OuterFilter.assumeNone();
    assertThat(run(sandbox.deny("clone"), program, way).verdict()).isEqualTo(Verdict.FORBIDDEN);
  }

  private static Stream<Arguments> foreign() {
    return Stream.of("creations", "creations-static")
        .flatMap(
            program ->
                Stream.of(
                    Arguments.of(program, "fork_80", FORK, Abi.I386),
                    Arguments.of(program, "vfork_80", FORK, Abi.I386),
                    Arguments.of(program, "clone_80", FORK, Abi.I386),
                    Arguments.of(program, "thread_80", THREAD, Abi.I386),
                    Arguments.of(program, "fork_x32", FORK, Abi.X32),
                    Arguments.of(program, "vfork_x32", FORK, Abi.X32),
                    Arguments.of(program, "clone_x32", FORK, Abi.X32),
                    Arguments.of(program, "thread_x32", THREAD, Abi.X32)));
  }

  /** What containers usually refuse, and what a kernel may not have. */
  private static void assumeSeen(Abi abi) {
    if (abi == Abi.X32) {
      OuterFilter.assumeNone();
    } else {
      Emulation32.require();
    }
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void throughAnotherInterfaceAWayIsForbiddenAlike(
      String program, String way, String word, Abi abi) {
    assumeSeen(abi);
    assertThat(forbidden(run(sandbox.deny(word), program, way), way, word).call().abi())
        .isEqualTo(abi);
    Sandbox lifted = sandbox.deny("-foreign", word);
    assertThat(forbidden(run(lifted, program, way), way, word).call().abi()).isEqualTo(abi);
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void throughAnotherInterfaceAWayIsGuardedWhereNothingIsSaidOfIt(
      String program, String way, String word, Abi abi) {
    assumeSeen(abi);
    for (Sandbox one : List.of(sandbox, sandbox.deny(word.equals(FORK) ? THREAD : FORK))) {
      Run run = run(one, program, way);
      assertThat(succeeded(run).stdoutText()).isEqualTo(way + " ENOSYS\n");
      assertThat(run.guardedCalls()).extracting(call -> call.call().abi()).containsExactly(abi);
      assertThat(created(run)).isZero();
    }
  }
}
