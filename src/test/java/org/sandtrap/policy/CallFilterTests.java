package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Abi;

/** The filter that every program gets. */
class CallFilterTests {
  private static final int UNTRACED = 0x0080_0000;
  private static final int X32 = 0x4000_0000;
  private static final int EPERM = 0x0005_0001;
  private static final int ASK = 0x7ff0_0008;
  private static final int ENOSYS = 0x0005_0026;
  private static final int ALLOW = 0x7fff_0000;
  private static final int TRACE = 0x7ff0_0000;

  private static int answer(CallFilter filter, Abi abi, int number, long... arguments) {
    long[] six = java.util.Arrays.copyOf(arguments, 6);
    return new BpfMachine(filter.program()).run(abi.auditArch(), number, six).answer();
  }

  private static CallFilter plain() {
    return CallFilter.of("amd64", Limits.defaults(), Policy.none(), false);
  }

  @ParameterizedTest
  @CsvSource({"X86_64, 56", "I386, 120", "X86_64, 1073741880"})
  void noChildEscapesSupervision(Abi abi, int clone) {
    assertThat(answer(plain(), abi, clone, UNTRACED)).isEqualTo(ASK);
    assertThat(answer(plain(), abi, clone, UNTRACED | 17)).isEqualTo(ASK);
    assertThat(answer(plain(), abi, clone, 17)).isEqualTo(clone == 56 ? ALLOW : ASK);
  }

  @ParameterizedTest
  @CsvSource({"X86_64, false", "I386, true"})
  void clone3HasItsFlagsInMemory(Abi abi, boolean narrow) {
    CallFilter filter = CallFilter.of("amd64", Limits.defaults(), Policy.none(), narrow);
    assertThat(answer(filter, abi, 435)).isEqualTo(ENOSYS);
  }

  @Test
  void theExecWithTheKeyPassesAndEveryOtherStops() {
    CallFilter filter = plain();
    long key = filter.key();
    assertThat(answer(filter, Abi.X86_64, 59, 0, 0, 0, 0, 0, key)).isEqualTo(ALLOW);
    for (long other : new long[] {0, key ^ 1, key ^ (1L << 40), key & 0xffff_ffffL, key >>> 32}) {
      assertThat(answer(filter, Abi.X86_64, 59, 0, 0, 0, 0, 0, other)).isEqualTo(TRACE | 1);
    }
    assertThat(answer(filter, Abi.X86_64, 322, 0, 0, 0, 0, 0, key)).isEqualTo(TRACE | 1);
    for (int number : new int[] {520 | X32, 545 | X32}) {
      assertThat(answer(filter, Abi.X86_64, number, 0, 0, 0, 0, 0, key)).isEqualTo(ASK);
    }
    assertThat(answer(filter, Abi.I386, 11, 0, 0, 0, 0, 0, key)).isEqualTo(ASK);
  }

  @Test
  void aProgramOf32BitsMakesItsOwnCallsAndThoseOf64BitsAreForeign() {
    CallFilter filter = CallFilter.of("amd64", Limits.defaults(), Policy.none(), true);
    assertThat(answer(filter, Abi.I386, 20)).isEqualTo(ALLOW);
    assertThat(answer(filter, Abi.X86_64, 39)).isEqualTo(ASK);
    assertThat(answer(filter, Abi.X86_64, 39 | X32)).isEqualTo(ASK);
    for (int starting : new int[] {14, 35, 59}) {
      assertThat(answer(filter, Abi.X86_64, starting, 0, 0, 0, 0, 0, filter.key()))
          .isEqualTo(ALLOW);
    }
  }

  @Test
  void everyRunHasAKeyOfItsOwn() {
    assertThat(plain().key()).isNotEqualTo(plain().key());
    assertThat(plain().program()).isNotEqualTo(plain().program());
  }

  @Test
  void whatIsLimitedStops() {
    CallFilter filter =
        CallFilter.of(
            "amd64",
            Limits.defaults().with(Limit.THREADS, "4").with(Limit.OPEN_FILES, "9"),
            Policy.none(),
            false);
    assertThat(answer(filter, Abi.X86_64, 57)).isEqualTo(TRACE | 2);
    assertThat(answer(filter, Abi.X86_64, 56, 17)).isEqualTo(TRACE | 2);
    assertThat(answer(filter, Abi.X86_64, 56, UNTRACED)).isEqualTo(ASK);
    assertThat(answer(filter, Abi.X86_64, 257)).isEqualTo(TRACE | 4);
    assertThat(answer(filter, Abi.I386, 5)).isEqualTo(ASK);
    assertThat(answer(filter, Abi.X86_64, 9)).isEqualTo(ALLOW);
  }

  @Test
  void aLimitOfFileSizeStopsWhatOpensForWritingAndWhatReadsTheLimit() {
    Limits limits = Limits.defaults().withFileSize("1MB");
    CallFilter filter = CallFilter.of("amd64", limits, Policy.none(), false);
    assertThat(answer(filter, Abi.X86_64, 257, 0, 0, 0)).isEqualTo(ALLOW); // openat, O_RDONLY
    assertThat(answer(filter, Abi.X86_64, 257, 0, 0, 0x8_0001)).isEqualTo(TRACE | 5);
    assertThat(answer(filter, Abi.X86_64, 257, 0, 0, 2)).isEqualTo(TRACE | 5);
    assertThat(answer(filter, Abi.X86_64, 2, 0, 1)).isEqualTo(TRACE | 5); // open
    assertThat(answer(filter, Abi.X86_64, 2, 0, 0x40)).isEqualTo(ALLOW);
    assertThat(answer(filter, Abi.X86_64, 85)).isEqualTo(TRACE | 5); // creat
    assertThat(answer(filter, Abi.X86_64, 437)).isEqualTo(TRACE | 5); // openat2
    assertThat(answer(filter, Abi.X86_64, 1, 1, 0, 1 << 30)).isEqualTo(ALLOW); // write
    assertThat(answer(filter, Abi.X86_64, 302, 0, 1)).isEqualTo(TRACE | 18); // prlimit64
    assertThat(answer(filter, Abi.X86_64, 302, 0, 3)).isEqualTo(ALLOW);
    CallFilter narrow = CallFilter.of("amd64", limits, Policy.none(), true);
    assertThat(answer(narrow, Abi.I386, 5, 0, 1)).isEqualTo(TRACE | 5);
    assertThat(answer(narrow, Abi.I386, 191, 1)).isEqualTo(TRACE | 16); // ugetrlimit
    assertThat(answer(narrow, Abi.I386, 75, 1)).isEqualTo(TRACE | 17); // setrlimit
    assertThat(answer(narrow, Abi.I386, 75, 7)).isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC00000B7, 0x40000028, 0})
  void callsOfOtherMachinesDoNotExist(int arch) {
    int answer = new BpfMachine(plain().program()).run(arch, 1, new long[6]).answer();
    assertThat(answer).isEqualTo(ENOSYS);
  }

  @Test
  void armHasItsOwnNumbers() {
    CallFilter filter = CallFilter.of("aarch64", Limits.defaults(), Policy.none(), false);
    assertThat(answer(filter, Abi.AARCH64, 220, UNTRACED)).isEqualTo(ASK);
    assertThat(answer(filter, Abi.AARCH64, 221, 0, 0, 0, 0, 0, filter.key())).isEqualTo(ALLOW);
    assertThat(answer(filter, Abi.AARCH64, 221)).isEqualTo(TRACE | 1);
    assertThat(answer(filter, Abi.ARM, 120, UNTRACED)).isEqualTo(EPERM);
    assertThat(answer(filter, Abi.ARM, 4)).isEqualTo(ALLOW);
  }

  @Test
  void anotherMachineIsRefused() {
    assertThatThrownBy(() -> CallFilter.of("riscv64", Limits.defaults(), Policy.none(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("This JVM runs on riscv64");
  }

  @Test
  void callsThatAreAllowedTakeFewSteps() {
    BpfMachine machine = new BpfMachine(plain().program());
    int all = 0;
    int count = 0;
    for (int number = 0; number < 470; number++) {
      BpfMachine.Result result = machine.run(Abi.X86_64.auditArch(), number, new long[6]);
      if (result.answer() == ALLOW) {
        all += result.steps();
        count++;
      }
    }
    assertThat(count).isGreaterThan(455);
    assertThat(all).isLessThanOrEqualTo(8 * count);
  }
}
