package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallDecision.Kind;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;

/** Which of several rules decides. */
class PolicyTests {
  private static final Policy NONE = Policy.none();

  private static Policy one(List<String> allowed, List<String> denied) {
    return NONE.closer(allowed, denied);
  }

  private static CallDecision ruling(Policy policy, String call, long... arguments) {
    int number = SyscallTable.of(Abi.X86_64).number(call).orElseThrow();
    long[] six = java.util.Arrays.copyOf(arguments, 6);
    return ruling(policy, new Syscall(Abi.X86_64, number), six);
  }

  private static CallDecision ruling(Policy policy, Syscall call, long... six) {
    return new CallDecider(policy, Limits.unlimited()).decide(call, six, 77, false);
  }

  private static void allows(Policy policy, String call, long... arguments) {
    assertThat(ruling(policy, call, arguments).kind()).as(call).isEqualTo(Kind.ALLOWED);
  }

  private static void denies(Policy policy, String call, long... arguments) {
    assertThat(ruling(policy, call, arguments).kind()).as(call).isEqualTo(Kind.DENIED);
  }

  @Test
  void withoutRulesEverythingMayBeCalled() {
    allows(NONE, "reboot");
    assertThat(NONE.isEmpty()).isTrue();
  }

  @Test
  void whatIsDeniedIsDeniedAndNothingElse() {
    Policy policy = one(List.of(), List.of("%network"));
    denies(policy, "socket");
    allows(policy, "getpid");
    assertThat(ruling(policy, "socket").rule()).contains(Rule.deny("%network"));
  }

  @Test
  void whoAllowsSomethingDeniesTheRest() {
    Policy policy = one(List.of("getpid"), List.of());
    allows(policy, "getpid");
    denies(policy, "getppid");
    assertThat(ruling(policy, "getppid").rule()).isEmpty();
    assertThat(ruling(policy, new Syscall(Abi.X86_64, 9999), new long[6]).kind())
        .isEqualTo(Kind.DENIED);
  }

  @Test
  void denyWinsOverAllow() {
    denies(one(List.of("getpid"), List.of("getpid")), "getpid");
    denies(one(List.of("%file"), List.of("%file")), "unlink");
  }

  @Test
  void aConditionWinsOverNone() {
    Policy policy = one(List.of("socket(domain=AF_UNIX)"), List.of("socket"));
    allows(policy, "socket", 1);
    denies(policy, "socket", 2);
    policy = one(List.of("socket"), List.of("socket(domain=AF_INET)"));
    denies(policy, "socket", 2);
    allows(policy, "socket", 1);
  }

  @Test
  void theMoreExactWordWins() {
    allows(one(List.of("unlink"), List.of("%file")), "unlink");
    denies(one(List.of("unlink"), List.of("%file")), "rename");
    denies(one(List.of("%file"), List.of("unlink")), "unlink");
    allows(one(List.of("sys:unlink"), List.of("unlink")), "unlink");
    denies(one(List.of("unlink"), List.of("sys:unlink")), "unlink");
  }

  @Test
  void aCloserRuleWinsWhateverItIs() {
    Policy far = one(List.of(), List.of("sys:unlink", "socket(domain=AF_INET)"));
    Policy near = far.closer(List.of("%file", "%network"), List.of());
    allows(near, "unlink");
    allows(near, "socket", 2);
    denies(near, "getpid");
  }

  @Test
  void anInheritedRuleCanBeUndone() {
    Policy far = one(List.of(), List.of("%network", "unlink"));
    Policy near = far.closer(List.of(), List.of("-%network"));
    allows(near, "socket");
    denies(near, "unlink");
    Policy spaced = one(List.of("open(flags & O_CREAT)".replace("open", "openat")), List.of());
    assertThat(spaced.closer(List.of("-openat(flags&O_CREAT)"), List.of()).isEmpty()).isTrue();
  }

  @Test
  void whatIsNotThereCannotBeUndone() {
    Policy far = one(List.of("%file"), List.of("%network"));
    assertThatThrownBy(() -> far.closer(List.of(), List.of("-%file")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'-%file' undoes nothing: there is no inherited rule 'deny %file'. Inherited are: allow"
                + " %file, deny %network; guards on: ptrace, io_uring, foreign.");
    assertThatThrownBy(() -> NONE.closer(List.of("-x"), List.of()))
        .hasMessageEndingWith("Inherited are: none.");
  }

  @Test
  void unknownWordsAreRefusedWhenThePolicyIsMade() {
    assertThatThrownBy(() -> one(List.of(), List.of("frok"))).isInstanceOf(RuleException.class);
    assertThatThrownBy(() -> NONE.plus(Rule.allow("%fiel"))).isInstanceOf(RuleException.class);
  }

  @Test
  void theRulesOfAnOuterPolicyComeFirstAndKeepTheirConsequences() {
    Policy outer =
        NONE.closer(List.of(), List.of("fork", "socket(domain!=AF_UNIX)"))
            .onDenied(Reaction.of(Errno.EACCES).quietly());
    Policy inner = one(List.of(), List.of("getppid")).onDenied(Reaction.of(Errno.EPERM));
    Policy both = inner.within(outer);
    denies(both, "fork");
    denies(both, "socket", 2);
    allows(both, "socket", 1);
    denies(both, "getppid");
    allows(both, "getpid");
    assertThat(both.reactionTo(ruling(both, "fork").rule())).isEqualTo(outer.reaction());
    assertThat(both.reactionTo(ruling(both, "getppid").rule())).isEqualTo(inner.reaction());
    Policy later = both.onDenied(Reaction.KILL).plus(Rule.allow("fork"));
    denies(one(List.of("fork"), List.of()).within(outer), "fork");
    assertThat(later.reactionTo(ruling(both, "fork").rule())).isEqualTo(outer.reaction());
    assertThat(later.reactionTo(ruling(both, "getppid").rule())).isEqualTo(Reaction.KILL);
  }

  @Test
  void theFilterFailsACallWithTheErrorOfTheRuleThatDenies() {
    Policy outer =
        NONE.closer(List.of(), List.of("fork")).onDenied(Reaction.of(Errno.EACCES).quietly());
    Policy inner = one(List.of(), List.of("getppid")).onDenied(Reaction.of(Errno.EPERM).quietly());
    FilterDecisions decisions =
        new FilterDecisions(Limits.unlimited(), inner.within(outer), WantedCalls.NONE, Abi.X86_64);
    SyscallTable table = SyscallTable.of(Abi.X86_64);
    long[] none = new long[6];
    assertThat(decisions.byNumber().get(table.number("fork").orElseThrow()).answer(none))
        .isEqualTo(FilterAnswer.fail(Errno.EACCES.number()));
    assertThat(decisions.byNumber().get(table.number("getppid").orElseThrow()).answer(none))
        .isEqualTo(FilterAnswer.fail(Errno.EPERM.number()));
  }
}
