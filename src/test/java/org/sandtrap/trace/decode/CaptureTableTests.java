package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;

/** Tests of {@link CaptureTable} and of its table. */
class CaptureTableTests {
  private static final List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  private static List<Capture> captures(Abi abi, String call) {
    return CaptureTable.of(new Syscall(abi, SyscallTable.of(abi).number(call).orElseThrow()));
  }

  private static Capture only(Abi abi, String call) {
    assertThat(captures(abi, call)).hasSize(1);
    return captures(abi, call).get(0);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void everyRowCanBeRead(Abi abi) {
    assertThat(SyscallTable.of(abi).names())
        .allSatisfy(call -> assertThat(captures(abi, call)).isNotNull());
  }

  @Test
  void everyRowIsForACallOfATable() {
    Set<String> known = new TreeSet<>();
    INTERFACES.forEach(abi -> known.addAll(SyscallTable.of(abi).names()));
    assertThat(CaptureTable.calls()).hasSizeGreaterThan(190).isSubsetOf(known);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void onlyArgumentsThatCanBeAddressesAreFollowed(Abi abi) {
    for (String call : SyscallTable.of(abi).names()) {
      Signature signature = Signature.of(abi, call).orElseThrow();
      for (Capture capture : captures(abi, call)) {
        ArgumentKind kind = signature.arguments().get(capture.argument()).kind();
        assertThat(!kind.isScalar() || kind == ArgumentKind.VARIES)
            .as("%s follows a %s", call, kind)
            .isTrue();
      }
    }
  }

  @Test
  void bytesAreAsManyAsTheResultOrAnArgumentSays() {
    Capture read = only(Abi.X86_64, "read");
    assertThat(read.moment()).isEqualTo(Capture.Moment.OUT);
    assertThat(read.source()).isEqualTo(Capture.Source.RESULT);
    assertThat(read.unit()).isEqualTo(1);

    Capture write = only(Abi.X86_64, "write");
    assertThat(write.moment()).isEqualTo(Capture.Moment.IN);
    assertThat(write.source()).isEqualTo(Capture.Source.ARGUMENT);
    assertThat(write.sourceArgument()).isEqualTo(2);
  }

  @Test
  void aStructureHasItsSizeInTheInterface() {
    assertThat(only(Abi.X86_64, "fstat").unit()).isEqualTo(144);
    assertThat(only(Abi.AARCH64, "fstat").unit()).isEqualTo(128);
    assertThat(only(Abi.I386, "fstat").unit()).isEqualTo(64);
    assertThat(only(Abi.I386, "fstat64").unit()).isEqualTo(96);
  }

  @Test
  void aListHasTheSizeOfOneAsItsUnit() {
    Capture poll = only(Abi.X86_64, "poll");
    assertThat(poll.unit()).isEqualTo(8);
    assertThat(poll.sourceArgument()).isEqualTo(1);
    assertThat(only(Abi.X86_64, "pipe").unit()).as("two at a time").isEqualTo(8);
  }

  @Test
  void aLengthCanBeWhereAnArgumentPointsTo() {
    Capture address = captures(Abi.X86_64, "accept").get(0);
    assertThat(address.source()).isEqualTo(Capture.Source.POINTED);
    assertThat(address.sourceArgument()).isEqualTo(2);
    assertThat(address.type()).isEqualTo("sockaddr");
  }

  @Test
  void textsOfTheSignatureNeedNoRow() {
    assertThat(captures(Abi.X86_64, "execve"))
        .extracting(Capture::kind)
        .containsExactly(Capture.Kind.STRING, Capture.Kind.STRINGS, Capture.Kind.STRINGS);
    assertThat(captures(Abi.X86_64, "rename")).extracting(Capture::argument).containsExactly(0, 1);
  }

  @Test
  void aRowCanHaveACondition() {
    Capture size =
        captures(Abi.X86_64, "ioctl").stream()
            .filter(capture -> capture.type().equals("winsize"))
            .filter(capture -> capture.moment() == Capture.Moment.OUT)
            .findFirst()
            .orElseThrow();
    assertThat(size.guardArgument()).hasValue(1);
    assertThat(size.guardValue()).isEqualTo(0x5413);
  }

  @Test
  void aConditionCanHaveSeveralConstants() {
    assertThat(captures(Abi.X86_64, "futex"))
        .extracting(Capture::guardValue)
        .contains(0L, 0x80L, 0x189L);
  }

  @Test
  void aRowOfAnInterfaceIsInsteadOfTheOneForAll() {
    assertThat(captures(Abi.X86_64, "select")).hasSize(4);
    assertThat(only(Abi.I386, "select").type()).isEqualTo("select_args");
    assertThat(captures(Abi.X86_64, "mmap")).isEmpty();
  }

  @Test
  void ofAnUnknownCallNothingIsCopied() {
    assertThat(CaptureTable.of(new Syscall(Abi.X86_64, 9999))).isEmpty();
    assertThat(CaptureTable.of(new Syscall(Abi.X86_64, -1))).isEmpty();
  }
}
