package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.testing.Untraced;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Trace;

/** Tests that take a trace, or say what is recorded. */
class TraceAttributeTests {
  @Test
  void aTraceIsGiven() {
    Engine.succeeds(Taking.class, 9);
  }

  static class Taking {
    @Test
    @Sandboxed(command = "true")
    void ofEveryCall(Trace trace) {
      assertThat(trace.calls()).extracting(Call::name).contains("openat", "exit_group");
    }

    @Test
    @Sandboxed(
        command = {"cat", "/etc/passwd"},
        trace = {"openat", "write(fd=1)"})
    void ofSelectedCalls(Trace trace, Run run) {
      assertThat(trace.calls()).extracting(Call::name).containsOnly("openat", "write");
      assertThat(run.trace().calls()).isEqualTo(trace.calls());
    }

    @Test
    @Sandboxed(command = "false", expect = Verdict.NONZERO_EXIT)
    void theVerdictIsCheckedAsEver(Trace trace) {
      assertThat(trace.calls("exit_group")).hasSize(1);
    }

    @Test
    @Sandboxed(command = "true", traceLimit = 3)
    void ofTheFirstEvents(Trace trace) {
      assertThat(trace.events()).hasSize(3);
      assertThat(trace.dropped()).isPositive();
    }

    @Test
    @Sandboxed(command = "true", trace = "%file", traceEntriesOnly = true)
    void ofEntriesOnly(Trace trace) {
      assertThat(trace.hasResults()).isFalse();
      assertThat(trace.calls("openat")).isNotEmpty().noneMatch(Call::returned);
    }

    @Test
    @Sandboxed(command = "true", trace = "exit_group", traceCallers = true)
    void withCallers(Trace trace) {
      assertThat(trace.hasCallers()).isTrue();
    }

    @Test
    @Sandboxed(trace = "all")
    void ofARunThatTheTestMakes(Sandbox sandbox) {
      assertThat(sandbox.run("true").trace().calls("exit_group")).hasSize(1);
    }

    @Test
    @Sandboxed(command = "cat", trace = "read(fd=0)")
    void ofAProgramThatGoesOn(RunningProgram program) {
      program.write("x\n").closeStdin();
      assertThat(program.await().trace().calls()).hasSizeGreaterThan(1);
    }

    @Test
    @Sandboxed(command = "true")
    void nothingIsRecordedUnasked(Run run) {
      assertThat(run.isTraced()).isEqualTo(System.getProperty("sandtrap.trace") != null);
    }
  }

  @Sandboxed(command = "true", trace = "openat")
  static class OfAClass {
    @BeforeEach
    void before(Trace trace) {
      assertThat(trace.calls()).extracting(Call::name).containsOnly("openat");
    }

    @Test
    void hasItsSelection(Trace trace) {
      assertThat(trace.calls()).extracting(Call::name).containsOnly("openat");
    }

    @Test
    @Sandboxed(trace = "exit_group")
    void itsMethodHasItsOwn() {}
  }

  @Test
  void theClosestSelectionHolds() {
    assertThat(Engine.failure(OfAClass.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exit_group");
  }

  static class Mistyped {
    @Test
    @Sandboxed(command = "true", trace = "opne")
    void test(Trace trace) {}
  }

  @Test
  void aWordThatMeansNoCallIsAnError() {
    assertThat(Engine.failure(Mistyped.class))
        .hasMessageContaining("@Sandboxed on TraceAttributeTests.Mistyped.test(), trace: 'opne'")
        .hasMessageContaining("did you mean 'open");
  }

  static class TooFew {
    @Test
    @Sandboxed(command = "true", traceLimit = -1)
    void test(Trace trace) {}
  }

  @Test
  void aLimitBelowOneIsAnError() {
    assertThat(Engine.failure(TooFew.class))
        .hasMessageContaining("traceLimit: a trace cannot be bounded to -1 events");
  }

  static class SaidNone {
    @Test
    @Sandboxed(command = "true", trace = "none")
    void test(Trace trace) {}
  }

  @Test
  void aTestThatTakesATraceGetsOneWhateverIsSaid() {
    Engine.succeeds(SaidNone.class, 1);
  }

  static class Missing {
    @BeforeEach
    void before(Trace trace) {}

    @Test
    @Sandboxed(command = "true")
    void test() {}
  }

  @Test
  void withoutATraceItsParameterSaysHowToGetOne() {
    Untraced.require("then a run has one");
    assertThat(Engine.failure(Missing.class))
        .hasMessageContaining("needs a trace, but there is none")
        .hasMessageContaining("trace = {\"%file\"} in @Sandboxed");
  }
}
