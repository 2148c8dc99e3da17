package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.TraceBuilder;

/** Which call counts as the same one, tried again. */
class RetryAssertTests {
  private static TraceBuilder interrupted() {
    return new TraceBuilder()
        .process(100)
        .exec("/bin/x", "x")
        .call("read", 3, 0, 10)
        .fails(Errno.EINTR);
  }

  private static void passes(TraceBuilder builder) {
    assertThat(builder.trace()).retriedOn(Errno.EINTR);
  }

  private static void fails(TraceBuilder builder) {
    assertThatThrownBy(() -> assertThat(builder.trace()).retriedOn(Errno.EINTR))
        .hasMessageContaining("but it did not call read again")
        .hasMessageContaining("\n-> ");
  }

  @Test
  void theSameCallOfTheSameDescriptorIsIt() {
    passes(interrupted().call("read", 3, 0, 5).returns(5));
    fails(interrupted().call("read", 4, 0, 10).returns(5));
    fails(interrupted().call("write", 3, 0, 10).returns(5));
    fails(interrupted());
  }

  @Test
  void withoutADescriptorItMustBeTheNextCall() {
    TraceBuilder waiting =
        new TraceBuilder().process(100).exec("/bin/x", "x").call("wait4", -1).fails(Errno.EINTR);
    passes(waiting.call("wait4", -1).returns(7));
    TraceBuilder other =
        new TraceBuilder().process(100).exec("/bin/x", "x").call("wait4", -1).fails(Errno.EINTR);
    other.call("getpid").returns(1).call("wait4", -1).returns(7);
    assertThatThrownBy(() -> assertThat(other.trace()).retriedOn(Errno.EINTR))
        .hasMessageContaining("but it did not call wait4 again");
  }

  @Test
  void everyFailureNeedsItsOwn() {
    passes(
        interrupted().call("read", 3, 0, 10).fails(Errno.EINTR).call("read", 3, 0, 10).returns(1));
    fails(interrupted().call("read", 3, 0, 10).fails(Errno.EINTR).call("close", 3).returns(0));
  }

  @Test
  void handlersMayCallInBetween() {
    TraceBuilder handled =
        interrupted()
            .signal(Signal.SIGALRM, 0, 0)
            .call("write", 5, 0, 1)
            .returns(1)
            .call("rt_sigreturn")
            .fails(Errno.EINTR);
    passes(handled.call("read", 3, 0, 10).returns(1));
    TraceBuilder givenUp =
        interrupted()
            .signal(Signal.SIGALRM, 0, 0)
            .call("write", 5, 0, 1)
            .returns(1)
            .call("rt_sigreturn")
            .fails(Errno.EINTR);
    fails(givenUp.call("exit_group", 1).unfinished());
  }

  @Test
  void otherThreadsDoNotCount() {
    TraceBuilder other = interrupted().thread(101).in(100, 101);
    fails(other.call("read", 3, 0, 10).returns(1));
    TraceBuilder between =
        interrupted().thread(101).in(100, 101).call("close", 9).returns(0).in(100);
    passes(between.call("read", 3, 0, 10).returns(1));
  }
}
