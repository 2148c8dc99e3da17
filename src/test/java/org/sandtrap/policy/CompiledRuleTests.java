package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.syscall.Abi;

/** What the words of rules and their conditions mean. */
class CompiledRuleTests {
  private static CompiledRule of(String text) {
    return CompiledRule.of(Rule.deny(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "socket(domian=AF_INET)~8~there is no argument 'domian'; expected one of: domain, type,"
            + " protocol, call",
        "socket(domain=AF_INTE)~15~'AF_INTE' is no constant; near are AF_INET, AF_INET6, PF_INET",
        "socket(domain&AF_INET)~15~'AF_INET' is a value and no flag: compare it with = or !=",
        "openat(pathname=3)~8~'pathname' is in memory, where other threads can change it after a"
            + " look; rules compare what is in a register, and paths as path=/etc/**",
        "%network(domain=AF_INET)~10~a class has no arguments; give a call or a family its"
            + " conditions",
        "kill(pid>self)~6~self is compared with = or !=, and stands alone",
        "kill(pid=self|1)~6~self is compared with = or !=, and stands alone",
        "dup2(newfd>1|2)~6~an order takes one number or constant",
      })
  void whatMakesNoSenseIsSaidWithItsColumn(String text, int column, String problem) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(RuleException.class)
        .hasMessage("'%s' is no rule: at column %d, %s.", text, column, problem);
  }

  @Test
  void aClassMeansItsCallsInEveryInterface() {
    assertThat(of("%network").members(Abi.X86_64))
        .extracting(RuledCall::call)
        .contains("socket", "connect", "sendmmsg")
        .doesNotContain("open", "socketcall");
    assertThat(of("%network").members(Abi.I386)).extracting(RuledCall::call).contains("socketcall");
  }

  @Test
  void valuesAreAlternativesAndFlagsAreOneValue() {
    assertThat(of("sys:socket(domain=AF_INET|AF_INET6)").members(Abi.X86_64)).hasSize(2);
    assertThat(of("sys:socket(domain!=AF_INET|AF_INET6)").members(Abi.X86_64))
        .singleElement()
        .satisfies(member -> assertThat(member.conditions()).hasSize(2));
    assertThat(of("openat(flags=O_WRONLY|O_CREAT)").members(Abi.X86_64))
        .singleElement()
        .satisfies(
            member -> {
              assertThat(member.mayHold(new long[] {0, 0, 0x41, 0, 0, 0})).isTrue();
              assertThat(member.mayHold(new long[] {0, 0, 0x241, 0, 0, 0})).isFalse();
            });
  }

  @Test
  void fieldsAreComparedInTheirOwnBits() {
    RuledCall stream = of("sys:socket(type=SOCK_STREAM)").members(Abi.X86_64).get(0);
    assertThat(stream.mayHold(new long[] {2, 1, 0, 0, 0, 0})).isTrue();
    assertThat(stream.mayHold(new long[] {2, 0x80801, 0, 0, 0, 0})).isTrue(); // with flags
    assertThat(stream.mayHold(new long[] {2, 2, 0, 0, 0, 0})).isFalse();
    assertThat(stream.mayHold(new long[] {2, 0xdead_0000_0001L, 0, 0, 0, 0})).isTrue();
  }

  @Test
  void valuesOfOneFieldAreAlternatives() {
    List<RuledCall> either = of("sys:socket(type=SOCK_STREAM|SOCK_DGRAM)").members(Abi.X86_64);
    for (long type : new long[] {1, 2, 0x80001}) {
      assertThat(either).anyMatch(one -> one.mayHold(new long[] {2, type, 0, 0, 0, 0}));
    }
    assertThat(either).noneMatch(one -> one.mayHold(new long[] {2, 3, 0, 0, 0, 0}));
    RuledCall neither = of("sys:openat(flags!=O_WRONLY|O_RDWR)").members(Abi.X86_64).get(0);
    assertThat(neither.mayHold(new long[] {0, 0, 0x80000, 0, 0, 0})).isTrue();
    assertThat(neither.mayHold(new long[] {0, 0, 0x241, 0, 0, 0})).isFalse();
  }

  @Test
  void aNumberThatAnInterfaceHasNoRoomForIsNeverThere() {
    assertThat(of("sys:write(count>4294967296)").members(Abi.I386)).isEmpty();
    assertThat(of("sys:write(count<=4294967296)").members(Abi.I386))
        .singleElement()
        .satisfies(one -> assertThat(one.isConditional()).isFalse());
    assertThat(of("sys:write(count>4294967296)").members(Abi.X86_64)).hasSize(1);
  }

  @Test
  void writingIsOneOfTwoModes() {
    CompiledRule writing = of("openat(flags&O_WRONLY|O_RDWR)");
    for (long flags : new long[] {1, 2, 0x241, 0x80002}) {
      assertThat(writing.members(Abi.X86_64))
          .anyMatch(member -> member.mayHold(new long[] {0, 0, flags, 0, 0, 0}));
    }
    for (long flags : new long[] {0, 0x80000, 0x40}) {
      assertThat(writing.members(Abi.X86_64))
          .noneMatch(member -> member.mayHold(new long[] {0, 0, flags, 0, 0, 0}));
    }
  }

  private static RuledCall member(String rule, Abi abi, String call) {
    return of(rule).members(abi).stream()
        .filter(member -> member.call().equals(call))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCallWithoutTheArgumentIsDeniedWhateverItDoesAndNotAllowed() {
    String writing = "open(flags&O_WRONLY|O_RDWR)";
    assertThat(member(writing, Abi.X86_64, "creat").isConditional()).isFalse();
    assertThat(CompiledRule.of(Rule.allow(writing)).members(Abi.X86_64))
        .extracting(RuledCall::call)
        .contains("open", "openat", "open_by_handle_at")
        .doesNotContain("creat", "openat2");
  }

  @Test
  void aCallWithTheArgumentInMemoryIsNotThere() {
    assertThat(member("open(flags&O_CREAT)", Abi.X86_64, "openat2").inMemory()).isTrue();
    assertThat(member("socket(domain=AF_INET)", Abi.I386, "socketcall").inMemory()).isTrue();
    assertThat(member("fork", Abi.X86_64, "clone3").inMemory()).isTrue();
    assertThat(member("open", Abi.X86_64, "openat2").inMemory()).isFalse();
  }

  @Test
  void aProcessIsCalledDifferentlyByDifferentCalls() {
    assertThat(member("kill(pid=7)", Abi.X86_64, "tgkill").conditions()).hasSize(1);
    assertThat(member("kill(pid=7)", Abi.X86_64, "tkill").conditions()).hasSize(1);
    assertThat(member("kill(pid=7)", Abi.X86_64, "pidfd_send_signal").isConditional()).isTrue();
  }

  @Test
  void theProcessItselfIsLookedAtAtAStop() {
    RuledCall other = of("sys:kill(pid!=self)").members(Abi.X86_64).get(0);
    assertThat(other.conditions()).isEmpty();
    assertThat(other.holdsFor(new long[] {77, 9, 0, 0, 0, 0}, 77)).isFalse();
    assertThat(other.holdsFor(new long[] {1, 9, 0, 0, 0, 0}, 77)).isTrue();
    assertThat(other.holdsFor(new long[] {0xdead_0000_004dL, 9, 0, 0, 0, 0}, 77)).isFalse();
  }
}
