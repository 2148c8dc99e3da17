package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.Cause;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.limit.Limit;

/** The checks of which limits a run hit. */
class LimitAssertTests {
  private static final Run FREE = MadeRun.of("sort").run();
  private static final Run STOPPED =
      MadeRun.of("sort").causes(MadeRun.CPU_LIMIT).hits(Limit.OPEN_FILES).run();
  private static final Run LATER =
      MadeRun.of("sort").causes(new Cause.Exited(0), MadeRun.CPU_LIMIT).run();
  private static final Run CROWDED = MadeRun.of("sort").causes(new Cause.Crowded(16384)).run();

  @Test
  void whatHoldsPassesAndChains() {
    assertThat(FREE).hitNoLimit().exitedWith(0);
    assertThat(STOPPED).hitLimit(Limit.CPU).hitLimit(Limit.OPEN_FILES).isNotNull();
    assertThat(LATER).hitLimit(Limit.CPU).exitedWith(0);
  }

  @Test
  void noLimitWasHit() {
    assertFails(
        () -> assertThat(FREE).hitLimit(Limit.CPU),
        "its limit of CPU time",
        "none",
        """
        Expected `sort` to hit its limit of CPU time, but it hit none.
        OK: The program ended normally with exit code 0.
        Standard error is empty.\
        """);
  }

  @Test
  void othersWereHit() {
    assertFails(
        () -> assertThat(STOPPED).hitLimit(Limit.MEMORY),
        "its limit of memory",
        "its limits of CPU time and open files",
        "Expected `sort` to hit its limit of memory, but it hit its limits of CPU time and open"
            + " files.\n"
            + STOPPED.summary()
            + "\nStandard error is empty.");
  }

  @Test
  void aLimitWasHit() {
    assertFails(
        () -> assertThat(LATER).hitNoLimit(),
        "none",
        "its limit of CPU time",
        """
        Expected `sort` to hit no limit, but it hit its limit of CPU time.
        OK: The program ended normally with exit code 0.
        Standard error is empty.\
        """);
    assertThatThrownBy(() -> assertThat(STOPPED).hitNoLimit())
        .hasMessageStartingWith(
            "Expected `sort` to hit no limit, but it hit its limits of CPU time and open files.\n"
                + "TIME_LIMIT: ");
  }

  @Test
  void whatOneRunCanFollowIsALimitToo() {
    assertThatThrownBy(() -> assertThat(CROWDED).hitNoLimit())
        .hasMessageStartingWith(
            "Expected `sort` to hit no limit, but it hit the most threads and processes that one"
                + " run can follow.\nPROCESS_LIMIT: ");
  }

  @Test
  void noLimitGivenAndNoRun() {
    assertThatThrownBy(() -> assertThat(FREE).hitLimit(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the limit is null");
    assertThatThrownBy(() -> assertThat((Run) null).hitNoLimit())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }
}
