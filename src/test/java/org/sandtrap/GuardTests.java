package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Guard;
import org.sandtrap.policy.Rule;
import org.sandtrap.policy.RuleException;
import org.sandtrap.syscall.Abi;
import org.sandtrap.testing.Emulation32;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.OuterFilter;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Untraced;

/** What is refused without a rule, and told of. */
class GuardTests {
  private final Sandbox sandbox = Sandbox.create();

  @TempDir Path directory;

  private static void refused(Run run, Guard guard, String... calls) {
    succeeded(run);
    assertThat(run.deniedCalls()).isEmpty();
    assertThat(run.guardedCallCount()).as("%s", run.guardedCalls()).isEqualTo(calls.length);
    assertThat(run.guardedCalls())
        .extracting(call -> call.call().name(), DeniedCall::guard, DeniedCall::rule)
        .containsExactly(
            List.of(calls).stream()
                .map(call -> tuple(call, Optional.of(guard), Optional.<Rule>empty()))
                .toArray(Tuple[]::new));
  }

  private static DeniedCall forbidden(Run run) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.FORBIDDEN);
    assertThat(run.guardedCalls()).isEmpty();
    return ((Cause.Forbidden) run.cause()).call();
  }

  private Run foreign(Sandbox under, String program, String how) {
    if (program.startsWith("foreign_calls") && !how.equals("x32")) {
      Emulation32.require();
    }
    Run run = Hostile.run(under, "attacks/" + program, how, directory.resolve("never").toString());
    assumeThat(run.exitCode().orElse(0)).as("not to be had on this machine").isNotEqualTo(3);
    return run;
  }

  @Test
  void anUntracedChildIsRefusedAndToldOf() {
    Run run = Hostile.run(sandbox, "clone_raw", "untraced");
    refused(run, Guard.UNTRACED_CHILD, "clone");
    assertThat(run.stdoutText()).isEqualTo("untraced errno 1\n");
  }

  @Test
  void anUntracedChildIsForbiddenWhereARuleSaysSo() {
    Sandbox strict = sandbox.deny("clone(flags&CLONE_UNTRACED)");
    assertThat(forbidden(Hostile.run(strict, "clone_raw", "untraced")).call().name())
        .isEqualTo("clone");
  }

  @Test
  void whoTracesIsRefusedAndToldOf() {
    Run run = Hostile.run(sandbox, "attacks/ptrace_self");
    refused(run, Guard.TRACING, "ptrace", "ptrace", "ptrace", "prctl");
    assertThat(run.stdoutText())
        .isEqualTo("traceme EPERM\nseize EPERM\nattach EPERM\nptracer EPERM\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"traceme", "seize", "attach"})
  void whoTracesIsForbiddenWhereARuleSaysSo(String way) {
    DeniedCall call = forbidden(Hostile.run(sandbox.deny("ptrace"), "attacks/ptrace_self", way));
    assertThat(call.call().name()).isEqualTo("ptrace");
    assertThat(call.rule()).contains(Rule.deny("ptrace"));
  }

  @Test
  void theKernelDecidesWhereTheGuardIsLifted() {
    Run run = Hostile.run(sandbox.deny("-ptrace"), "attacks/ptrace_self", "traceme", "attach");
    assertThat(succeeded(run).guardedCalls()).isEmpty();
    assertThat(run.stdoutText()).isEqualTo("traceme EPERM\nattach EPERM\n"); // traced already
  }

  @Test
  void thereAreNoRings() {
    OuterFilter.assumeNone();
    Path never = directory.resolve("never");
    Run run = Hostile.run(sandbox, "attacks/io_uring_open", never.toString());
    refused(run, Guard.RINGS, "io_uring_setup");
    assertThat(run.stdoutText()).isEqualTo("setup ENOSYS\n");
    assertThat(never).doesNotExist();
  }

  @Test
  void ringsAreForbiddenWhereARuleSaysSo() {
    OuterFilter.assumeNone();
    Run run = Hostile.run(sandbox.deny("%desc"), "attacks/io_uring_open");
    assertThat(forbidden(run).rule()).contains(Rule.deny("%desc"));
  }

  @Test
  void aListenerIsRefusedAndToldOf() {
    Path made = directory.resolve("made");
    Run run = Hostile.run(sandbox, "attacks/own_seccomp", "listener", made.toString());
    refused(run, Guard.FILTER_LISTENER, "seccomp");
  }

  @ParameterizedTest
  @CsvSource({"trace, seccomp", "prctl, prctl"})
  void aFilterIsRefusedWhereItCouldHideCalls(String how, String call) {
    Path made = directory.resolve("made");
    Run run = Hostile.run(sandbox.deny("rmdir"), "attacks/own_seccomp", how, made.toString());
    refused(run, Guard.OWN_FILTER, call);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hide", "hide-prctl"})
  void aFilterThatIsAllowedHidesNothingFromTheGuards(String how) {
    Untraced.require("a traced program may have no filter of its own");
    Run run = Hostile.run(sandbox, "attacks/own_seccomp", how);
    refused(run, Guard.UNTRACED_CHILD, "clone");
    assertThat(run.stdoutText()).isEqualTo("filter OK clone EPERM\n");
  }

  @ParameterizedTest
  @CsvSource({
    "foreign_calls, int80, I386",
    "foreign_calls, far, I386",
    "foreign_calls, spawn80, I386",
    "foreign_calls-32, far, X86_64"
  })
  void aCallOfAnotherInterfaceIsRefusedAndToldOf(String program, String how, Abi abi) {
    Run run = foreign(sandbox, program, how);
    refused(run, Guard.FOREIGN_CALL, "mkdir");
    assertThat(run.guardedCalls().get(0).call().abi()).isEqualTo(abi);
    assertThat(run.stdoutText()).isEqualTo("mkdir -38\n");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aForeignCallIsNeverTakenForAnother() {
    Run fork = foreign(sandbox, "foreign_calls", "fork80"); // its number is open of x86-64
    refused(fork, Guard.FOREIGN_CALL, "fork");
    assertThat(fork.stdoutText()).isEqualTo("fork -38\n");
    Run exit = foreign(sandbox, "foreign_calls", "exit80"); // write of x86-64
    refused(exit, Guard.FOREIGN_CALL, "exit");
  }

  @ParameterizedTest
  @CsvSource({
    "foreign_calls, int80, I386",
    "foreign_calls, far, I386",
    "foreign_calls-32, far, X86_64"
  })
  void aForeignCallIsForbiddenWhereItsOwnWordIsDenied(String program, String how, Abi abi) {
    DeniedCall call = forbidden(foreign(sandbox.deny("foreign"), program, how));
    assertThat(call.call().abi()).isEqualTo(abi);
    assertThat(call.rule()).contains(Rule.deny("foreign"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aForeignCallIsForbiddenWhereTheCallIsDenied() {
    Run run = foreign(sandbox.deny("fork"), "foreign_calls", "fork80");
    assertThat(forbidden(run).call().abi()).isEqualTo(Abi.I386);
    assertThat(run.cause().message())
        .contains("fork() of i386, which the rule 'deny fork' forbids");
  }

  @Test
  void aForeignCallIsForbiddenWhereAllIsThatIsNotAllowed() {
    DeniedCall call = forbidden(foreign(sandbox.withPolicy("compute"), "foreign_calls", "int80"));
    assertThat(call.call().abi()).isEqualTo(Abi.I386);
  }

  @ParameterizedTest
  @CsvSource({"foreign_calls, int80", "foreign_calls, far", "foreign_calls-32, far"})
  void aForeignCallIsMadeWhereTheGuardIsLifted(String program, String how) {
    Run run = foreign(sandbox.deny("-foreign"), program, how);
    assertThat(succeeded(run).stdoutText()).isEqualTo("mkdir 0\n");
    assertThat(run.guardedCalls()).isEmpty();
    assertThat(directory.resolve("never")).isDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "exec_args, getppid_loop-32, exec",
    "exec_args, getppid_loop-32, fork",
    "exec_args-32, getppid_loop, exec",
    "exec_args-32, getppid_loop, fork"
  })
  void aProgramMayExecuteOneOfAnotherInterface(String first, String second, String how) {
    List<String> command = new ArrayList<>(how.equals("fork") ? List.of(how) : List.of());
    command.addAll(List.of(Tracees.command(second, "1000")));
    Run run = Hostile.run(sandbox, first, command.toArray(String[]::new));
    assertThat(succeeded(run).guardedCalls()).isEmpty();
    assertThat(run.stdoutText()).contains("1000");
  }

  @Test
  void aProgramOf32BitsMakesItsCallsWithoutAStop() {
    Untraced.require("stops are counted");
    long few = Hostile.run(sandbox, "getppid_loop-32", "1").usage().stops();
    long many = Hostile.run(sandbox, "getppid_loop-32", "10000").usage().stops();
    assertThat(many).isEqualTo(few);
  }

  @Test
  void foreignCannotBeAllowed() {
    assertThatThrownBy(() -> sandbox.allow("foreign"))
        .isInstanceOf(RuleException.class)
        .hasMessage(
            "'foreign' is no rule: at column 1, 'foreign' names no calls that could be allowed;"
                + " \"-foreign\" among what is denied lifts the guard on calls of other interfaces.");
  }

  @Test
  void whatIsNoGuardCannotBeLifted() {
    assertThatThrownBy(() -> sandbox.deny("-ptrace").deny("-ptrace"))
        .hasMessage(
            "'-ptrace' undoes nothing: there is no inherited rule 'deny ptrace'. Inherited are: none;"
                + " guards on: io_uring, foreign.");
  }

  @Test
  void thePageOfVsyscallIsNoWayAround() {
    Run run = foreign(sandbox, "vsyscall", "page");
    boolean none = run.verdict() == Verdict.RUNTIME_ERROR; // such a kernel
    assertThat(none || succeeded(run).stdoutText().equals("page OK\n")).as("%s", run).isTrue();
    Run denied = foreign(sandbox.deny("time"), "vsyscall", "page");
    if (!none) {
      assertThat(forbidden(denied).call().name()).isEqualTo("gettimeofday");
    }
    assertThat(succeeded(foreign(sandbox.deny("time"), "vsyscall", "vdso")).stdoutText())
        .isEqualTo("vdso OK\n"); // makes no system call at all
  }
}
