package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.BYTE_SIZE;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.CAUSE;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.RUN;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.USAGE;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Usage;
import org.sandtrap.testing.MadeUsage;

/** From AssertJ's assertions to ours. */
class InstanceOfTests {
  private static final Run OK = MadeRun.of("sort").run();

  @Test
  void whatHoldsPassesAndChains() {
    Object object = OK;
    assertThat(object).asInstanceOf(RUN).exitedWith(0).stdout().isEmpty();
    assertThat(object)
        .extracting(any -> ((Run) any).usage(), USAGE)
        .hadProcesses(2)
        .peakMemory()
        .isEqualTo("3MiB");
    assertThat(List.of(OK)).first(RUN).exitedWith(0);
    assertThat(List.of(OK)).singleElement(RUN).exitedWith(0);
    assertThat(Optional.of(OK)).get(RUN).exitedWith(0);
    assertThat(OK.causes()).first(CAUSE).hasMessageContaining("normally");
    assertThat(List.of(OK.usage().peakMemory())).last(BYTE_SIZE).isLessThan("4MiB");
    assertThat(List.of(OK)).extracting(Run::usage).element(0, USAGE).hadProcesses(2);
  }

  @Test
  void thoseOfAssertjOnAnyObjectAreThereToo() {
    assertThat(OK).returns(Verdict.OK, Run::verdict).extracting(Run::usage, USAGE).hadProcesses(2);
    assertThat(OK).extracting(Run::pid, Run::verdict).containsExactly(7, Verdict.OK);
    assertThat(OK).satisfies(run -> assertThat(run).exitedWith(0)).exitedWith(0);
    assertThat(OK.usage()).usingRecursiveComparison().isEqualTo(MadeUsage.ofTwo());
    assertThat(OK.usage()).returns(2L, Usage::processesCreated).hadProcesses(2);
    assertThatThrownBy(() -> assertThat(OK).returns(Verdict.TIME_LIMIT, Run::verdict))
        .hasMessageContainingAll("TIME_LIMIT: The program took too long", "OK: The program ended");
  }

  @Test
  void softlyToo() {
    assertThat(
            failures(
                softly -> {
                  softly.assertThat(OK).returns(9, Run::pid).exitedWith(1);
                  softly.assertThat(OK).extracting(Run::usage, USAGE).hadProcesses(1);
                  softly.assertThat(OK).extracting(Run::pid, Run::verdict).hasSize(3);
                  softly.assertThat(OK).satisfies(run -> assertThat(run).exitedWith(1));
                  softly.assertThat(OK.usage()).usingRecursiveComparison().isEqualTo(Usage.NONE);
                  softly
                      .assertThat(List.of(OK))
                      .extracting(Run::usage)
                      .first(USAGE)
                      .hadProcesses(1);
                }))
        .hasSize(7);
  }

  @Test
  void aFailureKeepsTheDescription() {
    Object object = OK;
    assertThatThrownBy(() -> assertThat(object).as("9%d").asInstanceOf(RUN).exitedWith(1))
        .hasMessageStartingWith("[9%d] Expected `sort` to exit with code 1, but it exited with");
  }

  @Test
  void somethingElse() {
    assertThatThrownBy(() -> assertThat((Object) "text").asInstanceOf(RUN))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("\"text\"", "to be an instance of", "org.sandtrap.Run");
    assertThatThrownBy(() -> assertThat((Object) null).asInstanceOf(BYTE_SIZE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }
}
