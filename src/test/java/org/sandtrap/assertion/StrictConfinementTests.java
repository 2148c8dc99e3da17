package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Sandbox;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.testing.TraceBuilderCall;
import org.sandtrap.trace.Trace;

/** What is told wrongly does not pass, and each offender is named. */
class StrictConfinementTests {
  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%file"})
  void aProgramsOwnNameIsNotBelieved(String traced) {
    String script = "import os; os.execv('/bin/cat', ['ls', '/dev/null'])";
    Trace trace =
        Sandbox.create()
            .withTrace(traced.isEmpty() ? "connect" : traced)
            .run("python3", "-S", "-c", script)
            .trace();
    assertThat(trace).executedOnly("python3", "cat");
    fails(() -> assertThat(trace).executedOnly("python3", "ls"), "it executed /", "/cat.");
    fails(() -> assertThat(trace).executed("ls"), "to execute ls, but it executed ");
  }

  @Test
  void aNameWithoutItsFileIsNotBelieved() {
    Trace trace = new TraceBuilder().process(100).exec("/bin/cat", "ls").trace();
    fails(() -> assertThat(trace).executedOnly("ls"), "it executed /bin/cat.");
  }

  @Test
  void nothingIsSimilarWhereNothingIsKnown() {
    Trace trace =
        Sandbox.create().withTrace().withTraceEntriesOnly().run("cat", "/etc/passwd").trace();
    fails(() -> assertThat(trace).opened("/etc/passwd"), "the trace cannot tell: it has only the");
    fails(() -> assertThat(trace).executed("sl"), "to execute sl, but the trace cannot tell");
    fails(() -> assertThat(trace).deleted("/etc/passwd"), "the trace cannot tell");
  }

  @Test
  void eachOffenderIsNamedOnce() {
    TraceBuilder builder = new TraceBuilder().process(100);
    for (String name : "a b c b a d e f g".split(" ")) {
      builder.exec("/bin/" + name, name);
    }
    Trace trace = builder.trace();
    fails(
        () -> assertThat(trace).executedOnly("a"),
        "but it executed /bin/b, /bin/c, /bin/d, /bin/e, /bin/f and 1 more.\n");
    fails(
        () -> assertThat(trace).executedOnly("[acdefg]"),
        "but it executed /bin/b, and once more such.\n");
  }

  @Test
  void thoseThatWereReachedAndTriedAreNamed() {
    TraceBuilder builder = new TraceBuilder().process(100);
    connect(builder, 1).returns(0);
    connect(builder, 2).fails(Errno.ECONNREFUSED);
    connect(builder, 3).returns(0);
    connect(builder, 1).returns(0);
    fails(
        () -> assertThat(builder.trace()).connectedOnlyTo("10.0.0.9"),
        "it connected to 10.0.0.1:80, 10.0.0.3:80, and it tried to connect to 10.0.0.2:80.\n-> ");
  }

  private static TraceBuilderCall connect(TraceBuilder builder, int host) {
    return builder.call(
        "connect", 3, new byte[] {2, 0, 0, 80, 10, 0, 0, (byte) host, 0, 0, 0, 0, 0, 0, 0, 0}, 16);
  }

  static Stream<Consumer<TraceAssert>> withNull() {
    String none = null;
    String[] noneAtAll = null;
    return Stream.of(
        trace -> trace.executed(none),
        trace -> trace.executedOnly(none),
        trace -> trace.executedOnly("a", none),
        trace -> trace.executedOnly("a", noneAtAll),
        trace -> trace.connectedTo(none),
        trace -> trace.connectedOnlyTo(none),
        trace -> trace.connectedOnlyTo("::1", none),
        trace -> trace.openedOnlyBelow(none),
        trace -> trace.wroteOnlyBelow(none),
        trace -> trace.changedOnlyBelow(none),
        trace -> trace.changedOnlyBelow("/tmp", none),
        trace -> trace.createdNothingBelow(none),
        trace -> trace.opened(none),
        trace -> trace.renamed(none, none),
        trace -> trace.madeCalls(none),
        trace -> trace.madeNoCall("open", none),
        trace -> trace.inOrder(none),
        trace -> trace.calls(none),
        trace -> trace.calls(noneAtAll),
        trace -> trace.matchesSnapshot(none),
        trace -> trace.matchesSnapshot("a", none));
  }

  @ParameterizedTest
  @MethodSource("withNull")
  void anArgumentThatIsNullIsNamed(Consumer<TraceAssert> check) {
    Trace trace = new TraceBuilder().trace();
    assertThatThrownBy(() -> check.accept(assertThat(trace)))
        .isInstanceOf(NullPointerException.class)
        .message()
        .matches("the (program|address|directory|path|pattern|name) is null");
  }
}
