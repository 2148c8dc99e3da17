package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sandtrap.Cause;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Rule;
import org.sandtrap.policy.RuleException;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.testing.Tracees;

/** The checks of what rules and guards have refused, and what they say. */
class DeniedCallAssertTests {
  private static final Sandbox SANDBOX = Sandbox.create();
  private static final Run OK = SANDBOX.run("true");
  private static final Run FORBIDDEN = SANDBOX.deny("kill(sig=SIGTERM)").run("sh", "-c", "kill $$");
  private static final String[] SIGNALS = {
    "sh", "-c", "for i in 1 2 3 4 5; do kill -TERM $$ 2>&-; done"
  };
  private static final Run DENIED = SANDBOX.deny("kill").withOnDenied("EPERM").run(SIGNALS);

  private static String call(Run run) {
    return "kill(pid=" + run.pid() + ", sig=SIGTERM)";
  }

  @Test
  void whatHoldsPassesAndChains() {
    assertThat(OK).wasDeniedNothing().exitedWith(0).guardedCalls().isEmpty();
    assertThat(FORBIDDEN)
        .wasForbiddenToCall("kill")
        .wasForbiddenToCall("kill(sig=SIGTERM)")
        .wasForbiddenToCall("%signal")
        .wasDenied("kill")
        .deniedCalls()
        .hasSize(1);
    assertThat(DENIED).wasDenied("sys:kill").deniedCalls().hasSize(5);
    assertThat(SANDBOX.run(Tracees.command("attacks/ptrace_self", "traceme")))
        .guardedCalls()
        .hasSize(1);
  }

  @Test
  void foreignIsAWordTooThatARuleCanHave() {
    Syscall kill = new Syscall(Abi.I386, 37);
    Optional<Rule> rule = Optional.of(Rule.deny("foreign"));
    DeniedCall call =
        new DeniedCall(
            kill,
            Collections.nCopies(6, 9L),
            Map.of(),
            7,
            7,
            rule,
            Optional.empty(),
            Duration.ZERO);
    assertThat(MadeRun.of("sh").causes(new Cause.Forbidden(call)).run())
        .wasForbiddenToCall("foreign")
        .wasDenied("foreign")
        .wasDenied("kill(pid=9)");
  }

  @Test
  void nothingWasForbidden() {
    assertFails(
        () -> assertThat(OK).wasForbiddenToCall("fork"),
        "fork",
        "exit code 0",
        """
        Expected `true` to be forbidden to call fork, but it exited with code 0.
        OK: The program ended normally with exit code 0.
        Standard error is empty.\
        """);
  }

  @Test
  void somethingElseWasForbidden() {
    assertFails(
        () -> assertThat(FORBIDDEN).wasForbiddenToCall("kill(sig=SIGKILL)"),
        "kill(sig=SIGKILL)",
        call(FORBIDDEN),
        "Expected `sh -c 'kill $$'` to be forbidden to call kill(sig=SIGKILL), but it was forbidden"
            + " to call "
            + call(FORBIDDEN)
            + ".\n"
            + FORBIDDEN.summary()
            + "\nStandard error is empty.");
  }

  @Test
  void somethingElseWasDenied() {
    assertFails(
        () -> assertThat(FORBIDDEN).wasDenied("fork"),
        "fork",
        FORBIDDEN.deniedCalls(),
        "Expected `sh -c 'kill $$'` to be denied fork, but it was denied "
            + call(FORBIDDEN)
            + ".\n"
            + FORBIDDEN.summary()
            + "\nStandard error is empty.");
    assertThatThrownBy(() -> assertThat(OK).wasDenied("fork"))
        .hasMessageStartingWith("Expected `true` to be denied fork, but it was denied nothing.");
  }

  @Test
  void somethingWasDenied() {
    String one = call(DENIED);
    assertFails(
        () -> assertThat(DENIED).wasDeniedNothing(),
        List.of(),
        DENIED.deniedCalls(),
        "Expected `sh -c 'for i in 1 2 3 4 5; do kill -TERM $$ 2>&-; done'` to be denied nothing,"
            + " but it was denied "
            + String.join(", ", one, one, one)
            + " and 2 more.\n"
            + DENIED.summary()
            + "\nRules denied "
            + String.join(", ", one, one, one)
            + " and 2 more.\nStandard error is empty.");
  }

  @Test
  void moreThanAreKnown() {
    String loop = "i=0; while [ $i -lt 1003 ]; do kill -TERM $$; i=$((i+1)); done 2>&-";
    Run run = SANDBOX.deny("kill").withOnDenied("EPERM").run("sh", "-c", loop);
    String one = call(run);
    String many = String.join(", ", one, one, one) + " and 1000 more";
    assertThatThrownBy(() -> assertThat(run).wasDenied("fork"))
        .hasMessageContaining(
            " to be denied fork, but it was denied "
                + many
                + ", and only the first 1000 are known.\n")
        .hasMessageContaining("\nRules denied " + many + ".\n");
    assertThatThrownBy(() -> assertThat(run).wasDeniedNothing())
        .hasMessageContaining(" to be denied nothing, but it was denied " + many + ".\n");
  }

  @Test
  void aWordThatIsNone() {
    assertThatThrownBy(() -> assertThat(OK).wasDenied("klil")).isInstanceOf(RuleException.class);
    assertThatThrownBy(() -> assertThat(OK).wasForbiddenToCall("klil"))
        .isInstanceOf(RuleException.class)
        .hasMessageStartingWith(
            "'klil' is no rule: at column 1, there is no call, family or class 'klil'");
  }
}
