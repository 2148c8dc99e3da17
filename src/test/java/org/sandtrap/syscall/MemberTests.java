package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of {@link Member}, {@link Condition} and {@link ResolvedCondition}. */
class MemberTests {
  @Test
  void namespacesAreMadeByTheFlagsThatNameThem() {
    Member clone =
        Family.of("namespace").orElseThrow().members().stream()
            .filter(member -> member.call().equals("clone"))
            .findFirst()
            .orElseThrow();
    ResolvedCondition test = clone.resolved(Abi.X86_64).orElseThrow();

    assertThat(test.argument().index()).isZero();
    assertThat(test.holds(0x0001_0000)).as("CLONE_THREAD").isFalse();
    assertThat(test.holds(0x1000_0000)).as("CLONE_NEWUSER").isTrue();
    assertThat(test.holds(0x4000_0000 | 17)).as("CLONE_NEWNET and SIGCHLD").isTrue();
    assertThat(test.holds(0x80 | 17)).as("the bit of CLONE_NEWTIME").isFalse();
  }

  @Test
  void whatIsInMemoryHasItsPlace() {
    List<Member> fork = Family.of("fork").orElseThrow().members();
    ResolvedCondition test = fork.get(3).resolved(Abi.AARCH64).orElseThrow();

    assertThat(fork.get(3).condition().orElseThrow().isInMemory()).isTrue();
    assertThat(test.isInMemory()).isTrue();
    assertThat(test.field()).contains(new Field("flags", 0, 8));
    assertThat(test.holds(0x1_0000)).isFalse();
    assertThat(test.holds(0)).isTrue();
    assertThat(fork.get(2).resolved(Abi.AARCH64).orElseThrow().isInMemory()).isFalse();
  }

  @Test
  void aTestSeesOnlyTheBitsThatTheKernelSees() {
    ResolvedCondition socket =
        Member.parse("socket(type=SOCK_STREAM)").orElseThrow().resolved(Abi.X86_64).orElseThrow();
    assertThat(socket.holds(0x80001)).as("beside SOCK_CLOEXEC").isTrue();
    assertThat(socket.holds(2)).isFalse();

    ResolvedCondition dirfd =
        Member.parse("openat(dirfd!=AT_FDCWD)").orElseThrow().resolved(Abi.X86_64).orElseThrow();
    assertThat(dirfd.holds(0xffff_ff9cL)).isFalse();
    assertThat(dirfd.holds(-100)).isFalse();
    assertThat(dirfd.holds(0x1234_5678_ffff_ff9cL)).as("garbage above the 32 bits").isFalse();
    assertThat(dirfd.holds(3)).isTrue();
  }

  @Test
  void aMemberIsReadFromItsText() {
    for (Family family : Vocabulary.families().values()) {
      for (Member member : family.members()) {
        assertThat(Member.parse(member.toString())).contains(member);
      }
    }
    assertThat(Member.parse("clone(flags~X)")).isEmpty();
    assertThat(Member.parse("clone(flags=)")).isEmpty();
    assertThat(Member.parse("clone flags")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.parse("clone(flags=A|B)"))
        .withMessage("a condition with '=' has one constant, this has [A, B]");
  }

  @Test
  void aConditionOnWhatIsNotThereIsNoTest() {
    assertThat(Member.parse("open(what=O_CREAT)").orElseThrow().resolved(Abi.X86_64)).isEmpty();
    assertThat(Member.parse("open(flags=O_CREATE)").orElseThrow().resolved(Abi.X86_64)).isEmpty();
    assertThat(Member.parse("openat2(how.what&O_CREAT)").orElseThrow().resolved(Abi.X86_64))
        .isEmpty();
    assertThat(Member.of("open").resolved(Abi.X86_64)).isEmpty();
    assertThat(Member.of("open").number(Abi.AARCH64)).isEmpty();
    assertThat(Member.of("open").number(Abi.X86_64)).hasValue(2);
  }

  @Test
  void aFieldIsOfFourOrEightBytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Field("flags", 0, 3))
        .withMessage("flags: no field has 3 bytes at 0; expected 4 or 8 from 0 on");
  }
}
