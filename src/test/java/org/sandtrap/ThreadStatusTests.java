package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/** What a thread is doing, as a line. */
class ThreadStatusTests {
  @ParameterizedTest
  @CsvSource({
    "R, executes",
    "S, waits",
    "D, waits for storage",
    "t, is stopped",
    "T, is stopped",
    "Z, has ended",
    "X, has ended",
    "I, waits",
  })
  void everyStateIsAWord(char state, String doing) {
    ThreadStatus status =
        new ThreadStatus(
            13,
            12,
            "worker",
            state,
            Optional.empty(),
            Optional.empty(),
            Callers.NONE,
            List.of(),
            Optional.empty());
    assertThat(status).hasToString("thread 13 of process 12 (worker) " + doing);
  }

  @Test
  void callPlaceAndKernelFollow() {
    ThreadStatus status =
        new ThreadStatus(
            12,
            12,
            "cat",
            'S',
            Optional.of(new Syscall(Abi.X86_64, 0)),
            Optional.of(
                new Location("/lib/libc.so.6", 0x1139, Optional.of("read"), Optional.empty())),
            new Callers(
                List.of(
                    new Location("/bin/cat", 0x17, Optional.of("main"), Optional.of("cat.c:7")))),
            List.of("pipe_read", "vfs_read", "ksys_read", "do_syscall_64"),
            Optional.empty());
    assertThat(status)
        .hasToString(
            "thread 12 of process 12 (cat) waits in read, at read() of libc.so.6+0x1139, called from"
                + " main() of cat+0x17 (cat.c:7), in the kernel: pipe_read, vfs_read, ksys_read");
  }
}
