package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.TRACE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Trace;

/** What failures say, also softly and for given, when, then. */
class TraceMessageTests {
  private static final Trace EMPTY = new TraceBuilder().trace();

  /** Of ten calls the sixth deletes a file. */
  private static final Trace DELETES = deletes(100);

  private static Trace deletes(int last) {
    TraceBuilder builder = new TraceBuilder().process(100).exec("/bin/x", "x");
    for (int i = 1; i <= 5; i++) {
      builder.call("close", i).fails(Errno.EBADF);
    }
    builder.call("unlink", "/tmp/a").returns(0).thread(last).in(100, last);
    for (int i = 6; i <= 10; i++) {
      builder.call("close", i).fails(Errno.EBADF);
    }
    return builder.trace();
  }

  @Test
  void theCallsAroundTheOffenceAreShown() {
    assertFails(
        () -> assertThat(DELETES).deletedNothing(),
        List.of(),
        List.of("unlink(\"/tmp/a\") = 0"),
        """
        Expected the program to delete nothing, but it deleted /tmp/a.
           close(3) = -1 EBADF
           close(4) = -1 EBADF
           close(5) = -1 EBADF
        -> unlink("/tmp/a") = 0
           close(6) = -1 EBADF
           close(7) = -1 EBADF
           close(8) = -1 EBADF\
        """
            .replace("EBADF", CLOSED));
  }

  /** As calls say that. */
  private static final String CLOSED =
      ((Call) DELETES.events().get(2)).toString().replace("close(1) = -1 ", "");

  @Test
  void ofSeveralThreadsEachIsNamed() {
    assertThatThrownBy(() -> assertThat(deletes(101)).deletedNothing())
        .hasMessageContaining("\n   100 close(5) = ")
        .hasMessageContaining("\n-> 100 unlink(\"/tmp/a\") = 0")
        .hasMessageContaining("\n   101 close(6) = ");
  }

  @Test
  void whatIsMissingIsShownWithTheEnd() {
    assertThatThrownBy(() -> assertThat(DELETES).deleted("/tmp/b"))
        .hasMessageStartingWith(
            "Expected the program to delete /tmp/b, but it deleted /tmp/a.\n   close(7) = -1 ")
        .hasMessageContaining("\n   close(10) = -1 ");
    assertThatThrownBy(() -> assertThat(EMPTY).deleted("/tmp/b"))
        .hasMessage(
            "Expected the program to delete /tmp/b, but it deleted nothing.\n"
                + "   (the trace has no calls)");
    assertThatThrownBy(() -> assertThat(EMPTY).inOrder("open"))
        .hasMessageContaining("but it called no open that succeeded");
  }

  @Test
  void whatWasSaidBeforeStays() {
    assertThatThrownBy(() -> assertThat(DELETES).as("9%d").deletedNothing())
        .hasMessageStartingWith("[9%d] Expected the program to delete nothing");
    assertThatThrownBy(() -> assertThat(DELETES).as("9%d").calls("unlink").failed())
        .hasMessageStartingWith("[9%d: calls of unlink] Expected all calls to fail, but");
  }

  /** AssertJ takes %n for the end of a line, and %network is a word of rules. */
  @Test
  void percentSignsStay() {
    assertThatThrownBy(() -> assertThat(DELETES).as("9%n").madeCalls("%network"))
        .hasMessageStartingWith("[9")
        .hasMessageContaining("Expected the program to call %network, but it made no such call.\n")
        .satisfies(
            error ->
                assertThat(error.getStackTrace()[0].getClassName())
                    .isEqualTo(TraceMessageTests.class.getName()));
    assertThatThrownBy(() -> assertThat(DELETES).madeNoCall("unlink", "%network", "%%stat"))
        .hasMessageContaining("not to call unlink or %network or %%stat, but it called unlink.");
  }

  @Test
  void noTrace() {
    assertThatThrownBy(() -> assertThat((Trace) null).deletedNothing())
        .hasMessageContaining("not to be null");
    assertThatThrownBy(() -> assertThat((Trace) null).calls("open").failed())
        .hasMessageContaining("not to be null");
    assertThat(
            failures(
                softly -> {
                  softly.assertThat((Trace) null).deletedNothing();
                  softly.assertThat((Trace) null).executed("x");
                  softly.assertThat((Trace) null).inOrder("open");
                  softly.assertThat((Trace) null).retriedOn(Errno.EINTR);
                  softly.assertThat((Trace) null).synced("x").beforeRename();
                  softly.assertThat((Trace) null).calls("open").failed().isEmpty();
                  softly.assertThat((Trace) null).counts().isEmpty();
                }))
        .hasSize(8);
  }

  @Test
  void softlyAllFailuresAreTold() {
    assertThat(
            failures(
                softly -> {
                  softly.assertThat(DELETES).deletedNothing().deleted("/tmp/b").executed("x");
                  softly.assertThat(DELETES).calls("unlink").failed().hasSize(2);
                  softly.assertThat(DELETES).calls("close").ofProcess(7).isNotEmpty();
                  softly.assertThat(DELETES).calls("close").thatSucceeded().isNotEmpty();
                  softly.assertThat(DELETES).calls("close").extracting(Call::name).contains("x");
                  softly.assertThat(DELETES).calls("close").filteredOn(Call::failed).isEmpty();
                  softly.assertThat(DELETES).calls("close").first().isNull();
                  softly.assertThat(DELETES).synced("/tmp/a").beforeRename();
                  softly.assertThat(DELETES).replacedAtomically("/a").andSyncedItsDirectory();
                }))
        .hasSize(13)
        .startsWith(
            "Expected the program to delete nothing, but it deleted /tmp/a.",
            "Expected the program to delete /tmp/b, but it deleted /tmp/a.",
            "[calls of unlink] Expected all calls to fail, but this one did not fail:");
  }

  @Test
  void givenWhenThen() {
    BddSandtrapAssertions.then(DELETES).deleted("/tmp/a");
    BddSandtrapSoftAssertions.assertSoftly(softly -> softly.then(DELETES).deleted("/tmp/a"));
  }

  @Test
  void objectsAreTraces() {
    assertThat((Object) DELETES).asInstanceOf(TRACE).deleted("/tmp/a");
    assertThat(List.of(DELETES)).first(TRACE).deleted("/tmp/a");
    assertThatThrownBy(() -> assertThat(DELETES).isNull())
        .hasMessageContaining("a trace of " + DELETES.events().size() + " events");
    assertThatThrownBy(() -> assertThat(DELETES).calls("unlink").isEmpty())
        .hasMessageContaining("[unlink(\"/tmp/a\") = 0]");
  }
}
