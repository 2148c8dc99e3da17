package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** Tests of {@link ScalarDecoder}, {@link VaryingDecoder} and {@link LookedAt}. */
class ScalarDecoderTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "mmap     ; 0,4096,3,0x22,-1,0 ; NULL, 4096, PROT_READ|PROT_WRITE,"
            + " MAP_PRIVATE|MAP_ANONYMOUS, -1, 0",
        "mmap     ; 0,4096,0,2,3,0x1000 ; NULL, 4096, PROT_NONE, MAP_PRIVATE, 3, 0x1000",
        "lseek    ; 3,-1,2             ; 3, -1, SEEK_END",
        "socket   ; 1,0x80801,0        ; AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, 0",
        "socket   ; 2,1,6              ; AF_INET, SOCK_STREAM, IPPROTO_TCP",
        "kill     ; -1,9               ; -1, SIGKILL",
        "kill     ; 5,0                ; 5, 0",
        "kill     ; 5,99               ; 5, 99",
        "umask    ; 022                ; 022",
        "fchmod   ; 3,0                ; 3, 000",
        "fchmod   ; 3,04755            ; 3, 04755",
        "fchown   ; 3,0,0xffffffff     ; 3, 0, -1",
        "fcntl    ; 3,1,77             ; 3, F_GETFD",
        "fcntl    ; 3,2,1              ; 3, F_SETFD, FD_CLOEXEC",
        "fcntl    ; 3,4,0x802          ; 3, F_SETFL, O_RDWR|O_NONBLOCK",
        "fcntl    ; 3,0,10             ; 3, F_DUPFD, 10",
        "futex    ; 0x10,0x81,1,7,8,9  ; 0x10, FUTEX_WAKE_PRIVATE, 1",
        "futex    ; 0x10,0x189,0,0,0,-1 ; 0x10, FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME,"
            + " 0, NULL, FUTEX_BITSET_MATCH_ANY",
        "mremap   ; 0x1000,1,2,1,77    ; 0x1000, 1, 2, MREMAP_MAYMOVE",
        "rseq     ; 0x10,32,0,0x53053053 ; 0x10, 0x20, 0, 0x53053053",
        "prctl    ; 1,9                ; PR_SET_PDEATHSIG, SIGKILL",
        "prctl    ; 38,1,0,0,0         ; PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0",
        "ioctl    ; 3,0x5451,4         ; 3, FIOCLEX",
        "ioctl    ; 3,0x540f,0         ; 3, TIOCGPGRP, NULL",
        "dup2     ; 3,-5               ; 3, -5",
        "exit_group ; -1               ; -1",
        "madvise  ; 0x1000,4096,4      ; 0x1000, 4096, MADV_DONTNEED",
        "setsockopt ; 3,6,1,0,4        ; 3, SOL_TCP, TCP_NODELAY, NULL, 4",
        "clock_gettime ; 1,0           ; CLOCK_MONOTONIC, NULL",
        "epoll_ctl ; 3,2,4,0           ; 3, EPOLL_CTL_DEL, 4, NULL",
      })
  void anArgumentIsWrittenAsStraceDoes(String call, String registers, String text) {
    String[] words = registers.split(",");
    long[] numbers = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Long.decode(words[i]);
    }
    assertThat(RecordedCall.of(call, numbers).texts()).isEqualTo(text);
  }

  @Test
  void theModeIsOnlyThereWhereAFileCanBeMade() {
    assertThat(RecordedCall.of("openat", -100, 0x10, 0x80000, 0777).texts())
        .isEqualTo("AT_FDCWD, 0x10, O_RDONLY|O_CLOEXEC");
    assertThat(RecordedCall.of("openat", -100, 0x10, 0x241, 0666).texts())
        .isEqualTo("AT_FDCWD, 0x10, O_WRONLY|O_CREAT|O_TRUNC, 0666");
  }

  @Test
  void aFileOfAnotherTypeHasItInItsMode() {
    assertThat(RecordedCall.of("mknod", 0x10, 0x1000 | 0644, 0).text("mode"))
        .isEqualTo("S_IFIFO|0644");
  }

  @Test
  void aNumberHasTheNamesItConsistsOf() {
    Value.Named flags =
        (Value.Named) RecordedCall.of("openat", -100, 0x10, 0x40000041, 0).value("flags");
    assertThat(flags.names()).containsExactly("O_WRONLY", "O_CREAT", "0x40000000");
    assertThat(flags.value()).isEqualTo(0x40000041);
  }

  @Test
  void aDescriptorHasItsTarget() {
    Value.Descriptor descriptor =
        (Value.Descriptor)
            RecordedCall.of("close", 3)
                .in(0, RawCapture.Part.LINK, RecordedCall.bytes("/tmp/a"))
                .value("fd");
    assertThat(descriptor.target()).contains("/tmp/a");
    assertThat(descriptor.number()).isEqualTo(3);
    assertThat(descriptor.text()).isEqualTo("3");
  }

  @Test
  void anI386CallHasItsOwnValues() {
    assertThat(RecordedCall.of(Abi.I386, "fcntl64", 3, 4, 0x800).texts())
        .isEqualTo("3, F_SETFL, O_RDONLY|O_NONBLOCK");
    assertThat(RecordedCall.of(Abi.I386, "setuid", 0xffff).texts()).isEqualTo("-1");
  }

  @Test
  void anUnknownCallHasItsRegisters() {
    RawCall raw =
        new RawCall(
            new Syscall(Abi.X86_64, 9999),
            new long[] {1, -1, 0, 0, 0, 0},
            false,
            false,
            0,
            java.util.List.of());
    assertThat(CallDecoder.arguments(raw))
        .extracting(Object::toString)
        .startsWith("arg0=0x1", "arg1=0xffffffffffffffff", "arg2=0")
        .hasSize(6);
  }

  @Test
  void aNumberInTwoRegistersIsOne() {
    assertThat(RecordedCall.of(Abi.I386, "pread64", 3, 0x10, 5, 7, 1).texts())
        .isEqualTo("3, 0x10, 5, " + ((1L << 32) + 7));
    assertThat(RecordedCall.of(Abi.I386, "_llseek", 3, -1, -1, 0x10, 2).texts())
        .isEqualTo("3, -1, 0x10, SEEK_END");
    assertThat(RecordedCall.of(Abi.I386, "pread64", 3, 0x10, 5, 7, 0).text("offset"))
        .as("named as on x86-64")
        .isEqualTo("7");
  }

  @Test
  void onlyADeviceHasItsNumber() {
    assertThat(RecordedCall.of("mknod", 0x10, 0x1000 | 0600, 0).texts())
        .isEqualTo("0x10, S_IFIFO|0600");
    assertThat(RecordedCall.of("mknod", 0x10, 0x2000 | 01600, 0x501).texts())
        .isEqualTo("0x10, S_IFCHR|S_ISVTX|0600, makedev(0x5, 0x1)");
  }

  @Test
  void statxSaysWhenItAsksForNothingSpecial() {
    assertThat(RecordedCall.of("statx", -100, 0x10, 0x100, 0x7ff, 0).text("flags"))
        .isEqualTo("AT_STATX_SYNC_AS_STAT|AT_SYMLINK_NOFOLLOW");
    assertThat(RecordedCall.of("statx", -100, 0x10, 0x2000, 0x7ff, 0).text("flags"))
        .isEqualTo("AT_STATX_FORCE_SYNC");
  }
}
