package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of {@link SyscallTable}. */
class SyscallTableTests {
  @ParameterizedTest
  @CsvSource({
    "X86_64, 0, read",
    "X86_64, 59, execve",
    "X86_64, 257, openat",
    "X86_64, 335, uretprobe",
    "X86_64, 336, uprobe",
    "X86_64, 435, clone3",
    "I386, 11, execve",
    "I386, 102, socketcall",
    "I386, 120, clone",
    "I386, 403, clock_gettime64",
    "AARCH64, 56, openat",
    "AARCH64, 79, newfstatat",
    "AARCH64, 80, fstat",
    "AARCH64, 221, execve",
    "AARCH64, 222, mmap",
    "X32, 1, write",
    "X32, 512, rt_sigaction",
    "X32, 520, execve",
    "X32, 547, pwritev2",
    "X32, 435, clone3"
  })
  void aCallHasItsNumberInEachInterface(Abi abi, int number, String name) {
    assertThat(SyscallTable.of(abi).name(number)).contains(name);
    assertThat(SyscallTable.of(abi).number(name)).hasValue(number);
  }

  @ParameterizedTest
  @EnumSource(value = Abi.class, mode = EnumSource.Mode.EXCLUDE, names = "ARM")
  void namesAndNumbersAreOneToOne(Abi abi) {
    SyscallTable table = SyscallTable.of(abi);

    assertThat(List.copyOf(table.names())).hasSizeGreaterThan(300).isSorted();
    for (String name : table.names()) {
      assertThat(table.name(table.number(name).getAsInt())).contains(name);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Abi.class, mode = EnumSource.Mode.EXCLUDE, names = "ARM")
  void everyCallFromTheCommonOnesToLinux618IsNamed(Abi abi) {
    SyscallTable table = SyscallTable.of(abi);

    for (int number = 424; number <= 469; number++) {
      boolean onlyWithShadowStacks = number == 453 && abi == Abi.X32;
      assertThat(table.name(number).isPresent())
          .as("%s %d", abi, number)
          .isEqualTo(!onlyWithShadowStacks);
    }
    assertThat(table.name(452)).contains("fchmodat2");
    assertThat(table.name(462)).contains("mseal");
    assertThat(table.name(469)).contains("file_setattr");
    assertThat(table.name(470)).isEmpty();
  }

  @Test
  void x32HasItsOwnNumbersForSomeCallsOnly() {
    SyscallTable x32 = SyscallTable.of(Abi.X32);

    assertThat(x32.name(59)).isEmpty();
    assertThat(x32.number("openat")).isEqualTo(SyscallTable.of(Abi.X86_64).number("openat"));
    assertThat(SyscallTable.of(Abi.X86_64).name(520)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"AARCH64, open", "AARCH64, fork", "X86_64, socketcall", "X86_64, READ", "I386, ''"})
  void whatAnInterfaceDoesNotHaveIsEmpty(Abi abi, String name) {
    assertThat(SyscallTable.of(abi).number(name)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void numbersOutsideTheTableAreEmpty(Abi abi) {
    assertThat(SyscallTable.of(abi).name(-1)).isEmpty();
    assertThat(SyscallTable.of(abi).name(9999)).isEmpty();
    assertThat(SyscallTable.of(abi).name(Integer.MIN_VALUE)).isEmpty();
  }

  @Test
  void armHasNumbersOnly() {
    assertThat(SyscallTable.of(Abi.ARM).names()).isEmpty();
  }

  @Test
  void aTableIsLoadedOnceAndCannotBeChanged() {
    SyscallTable table = SyscallTable.of(Abi.I386);

    assertThat(SyscallTable.of(Abi.I386)).isSameAs(table);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> table.names().remove("read"));
  }
}
