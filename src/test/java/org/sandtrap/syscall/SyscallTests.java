package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link Syscall}. */
class SyscallTests {
  @ParameterizedTest
  @CsvSource({
    "X86_64, 0, read, read",
    "AARCH64, 63, read, read",
    "I386, 3, read, read (i386)",
    "X32, 0, read, read (x32)",
    "X32, 520, execve, execve (x32)",
    "ARM, 3, syscall 3, syscall 3 (arm)",
    "X86_64, 999, syscall 999, syscall 999",
    "I386, 999, syscall 999, syscall 999 (i386)",
    "X86_64, -1, syscall -1, syscall -1"
  })
  void aCallIsShownByNameAndByInterfaceWhereItIsNotTheUsualOne(
      Abi abi, int number, String name, String shown) {
    assertThat(new Syscall(abi, number).name()).isEqualTo(name);
    assertThat(new Syscall(abi, number)).hasToString(shown);
  }

  @Test
  void theKernelsReportOfAnX32CallLosesItsBitAndGetsItBack() {
    Syscall execve = Syscall.ofAuditArch(0xC000003E, 0x40000000L | 520).orElseThrow();

    assertThat(execve).isEqualTo(new Syscall(Abi.X32, 520));
    assertThat(execve.number()).isEqualTo(520);
    assertThat(execve.reportedNumber()).isEqualTo(0x40000000 | 520);
    assertThat(new Syscall(Abi.X32, 0x40000000 | 520)).isEqualTo(execve);
  }

  @Test
  void otherCallsAreReportedByTheirNumber() {
    assertThat(Syscall.ofAuditArch(0x40000003, 11)).contains(new Syscall(Abi.I386, 11));
    assertThat(new Syscall(Abi.I386, 11).reportedNumber()).isEqualTo(11);
    assertThat(Syscall.ofAuditArch(0xC000003E, -1L)).contains(new Syscall(Abi.X86_64, -1));
    assertThat(Syscall.ofAuditArch(0, 11)).isEmpty();
  }
}
