package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.TraceBuilder;

/** A trace as a text. */
class TraceTextTests {
  private final Trace trace =
      new TraceBuilder()
          .process(100)
          .exec("/bin/a", "a")
          .call("close", 7)
          .fails(Errno.EBADF)
          .thread(101)
          .in(100, 101)
          .through(Abi.I386)
          .call("getpid")
          .returns(100)
          .signal(Signal.SIGTERM, 0, 5)
          .limit(Limit.CPU)
          .in(100)
          .killed(Signal.SIGKILL)
          .trace();

  @Test
  void eachEventIsALineAfterItsThread() {
    assertThat(trace)
        .hasToString(
            """
            100  +++ process 100 started +++
            100  +++ executes "/bin/a" ["a"] +++
            100  close(7) = -1 EBADF (Bad file descriptor)
            101  +++ thread 101 of process 100 started by 100 +++
            101  [i386] getpid() = 100
            101  --- SIGTERM {si_code=0, si_pid=5} ---
            101  +++ limit reached: CPU time +++
            100  +++ killed by SIGKILL +++
            """);
  }

  @Test
  void theFormatSaysWhatStandsBeside() {
    TraceFormat format =
        TraceFormat.DEFAULT
            .withTimes(TraceFormat.Times.RELATIVE)
            .withThreadIds(false)
            .withInterfaces(false)
            .withArgumentNames(true);
    assertThat(trace.text(format))
        .contains("0.000003 close(fd=7) = -1 EBADF (Bad file descriptor)\n")
        .contains("0.000006 getpid() = 100\n");
  }

  @Test
  void theDefaultIsTheText() {
    assertThat(trace.text(TraceFormat.DEFAULT)).isEqualTo(trace.toString());
  }

  @Test
  void theTableIsThatOfStrace() {
    Trace counted =
        new TraceBuilder()
            .process(1)
            .call("read", 0, 0, 0)
            .returnsAfter(2_999_000, 0)
            .call("read", 0, 0, 0)
            .fails(Errno.EINTR)
            .call("write", 1, 0, 0)
            .returnsAfter(999_000, 0)
            .trace();
    assertThat(counted.table())
        .isEqualTo(
            """
            % time     seconds  usecs/call     calls    errors syscall
            ------ ----------- ----------- --------- --------- ----------------
             75.01    0.003001        1500         2         1 read
             24.99    0.001000        1000         1           write
            ------ ----------- ----------- --------- --------- ----------------
            100.00    0.004001        1333         3         1 total
            """);
  }

  @Test
  void aTableOfNothingHasNoParts() {
    assertThat(new TraceBuilder().trace().table()).contains("  0.00    0.000000 ");
  }

  @Test
  void theTableCountsWhatWasDropped() {
    TraceBuilder steps = new TraceBuilder(1).process(1);
    steps.call("getpid").returns(1).call("getpid").returns(1);
    assertThat(steps.trace().dropped()).isEqualTo(2);
    assertThat(steps.trace().table()).contains(" 2           getpid\n");
    assertThat(steps.trace().toString()).endsWith("# 2 further events were not kept\n");
  }
}
