package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Tracees;

/** A program that cannot be loaded because it is larger than its limits of memory allow. */
@Tag("limits")
class OversizeTests {
  private static final String HUGE = "attacks/mem_bss_huge";
  private static final String LARGE = "attacks/mem_bss_idle";

  private final Sandbox sandbox = Sandbox.create();

  @Test
  void staticDataAboveTheLimitOfMemoryIsThatLimitReached() {
    Run run = sandbox.withMemory("64MiB").run(Tracees.command(HUGE));
    assertThat(run.verdict()).isEqualTo(Verdict.MEMORY_LIMIT);
    assertThat(run.causes()).hasSize(1);
    assertThat(run.summary())
        .isEqualTo(
            "MEMORY_LIMIT: The program needs too much memory to be started: 64 MiB of memory are"
                + " allowed, its code and static data alone take 256 TiB.");
  }

  @Test
  void staticDataAboveTheLimitOfAddressSpaceIsThatLimitReached() {
    Run run = sandbox.withAddressSpace("64MiB").run(Tracees.command(LARGE));
    assertThat(run.summary())
        .isEqualTo(
            "MEMORY_LIMIT: The program needs too much memory to be started: 64 MiB of address space"
                + " are allowed, its code and static data alone take 762.9 MiB.");
  }

  @Test
  void bothLimitsAreNamedWhereBothAreExceeded() {
    Run run = sandbox.withAddressSpace("32MiB").withMemory("64MiB").run(Tracees.command(LARGE));
    assertThat(run.causes())
        .extracting(cause -> ((Cause.LimitReached) cause).limit())
        .containsExactly(Limit.MEMORY, Limit.ADDRESS_SPACE);
  }

  @Test
  void suchARunHasDoneNothing() {
    Run run = sandbox.withMemory("64MiB").run(Tracees.command(HUGE));
    assertThat(run.exitCode()).isEmpty();
    assertThat(run.lastSignal()).isEmpty();
    assertThat(run.lastSyscall()).isEmpty();
    assertThat(run.wall()).isEqualTo(Duration.ZERO);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr()).isEmpty();
    assertThat(run.leftovers()).isEmpty();
    assertThat(run.pid()).isPositive();
    Cause.LimitReached cause = (Cause.LimitReached) run.cause();
    assertThat(cause.after()).isEqualTo(Duration.ZERO);
    assertThat(cause.allowedAmount()).isEqualTo(64 << 20);
    assertThat(cause.measuredAmount()).isGreaterThan(64 << 20);
    assertThat(cause.culprit()).isEmpty();
  }

  @Test
  void aStartedProgramHasEndedAtOnce() {
    try (RunningProgram program = sandbox.withMemory("64MiB").start(Tracees.command(HUGE))) {
      assertThat(program.await().verdict()).isEqualTo(Verdict.MEMORY_LIMIT);
      assertThat(program.status()).isEqualTo(Status.FINISHED);
    }
  }

  @Test
  void aProgramThatIsFoundInThePathIsMeasuredAsWell() {
    Path program = Tracees.path(HUGE);
    Run run =
        sandbox
            .withMemory("64MiB")
            .withEnvironment("PATH", "/nonexistent:" + program.getParent())
            .run(program.getFileName().toString());
    assertThat(run.verdict()).isEqualTo(Verdict.MEMORY_LIMIT);
  }

  @Test
  void dataThatIsNotTouchedIsNoMemory() {
    succeeded(sandbox.withMemory("64MiB").run(Tracees.command(LARGE)));
    succeeded(sandbox.withAddressSpace("2GB").run(Tracees.command(LARGE)));
  }

  @Test
  void withoutALimitItIsALaunchThatFailed() {
    assertThat(launching(sandbox, HUGE))
        .hasMessageEndingWith(
            "was not started: the kernel began to load it and could not go on. Either its file is"
                + " damaged, or it reserves more memory than there can be (size(1) shows how much).");
  }

  @Test
  void whatIsSmallerThanTheLimitIsALaunchThatFailed() {
    assertThat(launching(sandbox.withAddressSpace("64KiB").withMemory("1GiB"), "exit"))
        .hasMessageEndingWith(
            "could not go on. Either it needs more than the limit of address space, 64 KiB, allows;"
                + " or its file is damaged, or it reserves more memory than there can be (size(1)"
                + " shows how much).");
    assertThat(launching(sandbox.withAddressSpace("64KiB").withStack("4KiB"), "exit"))
        .hasMessageContaining(
            "more than the limit of address space, 64 KiB, or of stack, 4 KiB, allows; or");
  }

  private static LaunchException launching(Sandbox sandbox, String program) {
    return catchThrowableOfType(LaunchException.class, () -> sandbox.run(Tracees.command(program)));
  }
}
