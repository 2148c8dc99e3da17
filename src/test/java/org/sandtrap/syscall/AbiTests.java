package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of {@link Abi}. */
class AbiTests {
  private static final int X86_64 = 0xC000003E;

  @ParameterizedTest
  @CsvSource({
    "c000003e, X86_64, x86-64",
    "40000003, I386, i386",
    "c00000b7, AARCH64, aarch64",
    "40000028, ARM, arm"
  })
  void theKernelsConstantDecides(String hex, Abi abi, String text) {
    int auditArch = Integer.parseUnsignedInt(hex, 16);

    assertThat(Abi.ofAuditArch(auditArch, 0)).contains(abi);
    assertThat(abi.auditArch()).isEqualTo(auditArch);
    assertThat(abi.text()).isEqualTo(text);
    assertThat(abi).hasToString(text);
  }

  @Test
  void bit30OfTheNumberMakesACallOfX8664OneOfX32() {
    assertThat(Abi.ofAuditArch(X86_64, 0x40000000L)).contains(Abi.X32);
    assertThat(Abi.ofAuditArch(X86_64, 0x40000000L | 520)).contains(Abi.X32);
    assertThat(Abi.ofAuditArch(X86_64, 0x3fffffffL)).contains(Abi.X86_64);
    assertThat(Abi.ofAuditArch(X86_64, 520)).contains(Abi.X86_64);
    assertThat(Abi.X32.auditArch()).isEqualTo(X86_64);
  }

  @ParameterizedTest
  @EnumSource(
      value = Abi.class,
      names = {"I386", "AARCH64", "ARM"})
  void bit30MeansNothingElsewhere(Abi abi) {
    assertThat(Abi.ofAuditArch(abi.auditArch(), 0x40000001L)).contains(abi);
  }

  @Test
  void negativeNumbersAreNotX32() {
    assertThat(Abi.ofAuditArch(X86_64, -1)).contains(Abi.X86_64);
    assertThat(Abi.ofAuditArch(X86_64, 0xffffffffL)).contains(Abi.X86_64);
  }

  @Test
  void otherArchitecturesAreUnknown() {
    assertThat(Abi.ofAuditArch(0xC00000F3, 0)).as("riscv64").isEmpty();
    assertThat(Abi.ofAuditArch(0, 0)).isEmpty();
  }
}
