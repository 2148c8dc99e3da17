package org.sandtrap.assertion;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ListAssert;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.limit.Limit;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.DeniedCallMatcher;

/**
 * Assertions on the limits that a run hit, and on the calls that it was denied; {@link
 * AbstractRunAssert} says how they fail.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the run
 */
abstract class AbstractDenialAssert<
        SELF extends AbstractDenialAssert<SELF, ACTUAL>, ACTUAL extends Run>
    extends AbstractEndingAssert<SELF, ACTUAL> {
  AbstractDenialAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks that a limit was hit: it ended the run, or system calls failed there and the program
   * went on.
   *
   * <pre>{@code
   * assertThat(sandbox.run("yes")).hitLimit(Limit.OUTPUT);  // passes
   * assertThat(sandbox.run("true")).hitLimit(Limit.OUTPUT); // fails: it hit none
   * }</pre>
   *
   * @param limit the limit
   * @return these assertions
   */
  public SELF hitLimit(Limit limit) {
    Objects.requireNonNull(limit, "the limit is null");
    isNotNull();
    LimitHits hits = LimitHits.of(actual);
    String wanted = "its limit of " + limit;
    return checkRun(
        hits.limits().contains(limit),
        hits.toString(),
        wanted,
        "to hit " + wanted,
        "it hit " + hits);
  }

  /**
   * Checks that no limit was hit, neither one that ends the run nor one at which calls fail.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).hitNoLimit(); // passes
   * assertThat(sandbox.run("yes")).hitNoLimit();  // fails: it hit that of output
   * }</pre>
   *
   * @return these assertions
   */
  public SELF hitNoLimit() {
    isNotNull();
    LimitHits hits = LimitHits.of(actual);
    return checkRun(hits.none(), hits.toString(), "none", "to hit no limit", "it hit " + hits);
  }

  /**
   * Checks that the run was ended before a call that rules forbid, and that this call is meant by a
   * word.
   *
   * <pre>{@code
   * Run run = sandbox.deny("%file").run("mkdir", "x");
   * assertThat(run).wasForbiddenToCall("mkdir");  // passes
   * assertThat(run).wasForbiddenToCall("socket"); // fails: it was mkdir
   * }</pre>
   *
   * @param rule what a rule can say: {@code "fork"}, {@code "socket(domain=AF_INET)"}
   * @return these assertions
   * @throws org.sandtrap.policy.RuleException when it is no rule
   */
  public SELF wasForbiddenToCall(String rule) {
    // What is no rule would never be denied, which must not look like a finding.
    DeniedCallMatcher meant = DeniedCallMatcher.of(rule);
    isNotNull();
    Optional<DeniedCall> call =
        actual.cause() instanceof Cause.Forbidden cause
            ? Optional.of(cause.call())
            : Optional.empty();
    return checkRun(
        call.filter(meant).isPresent(),
        call.map(DeniedCall::toString).orElseGet(() -> RunDescription.ending(actual)),
        rule,
        "to be forbidden to call " + rule,
        call.map(one -> "it was forbidden to call " + one)
            .orElseGet(() -> RunDescription.endingClause(actual)));
  }

  /**
   * Checks that rules denied a call that is meant by a word, be it that the call failed or that it
   * ended the run. What fails quietly is not known.
   *
   * <pre>{@code
   * Run run = sandbox.deny("%file").withOnDenied("EACCES").run("mkdir", "x");
   * assertThat(run).wasDenied("mkdir");  // passes
   * assertThat(run).wasDenied("socket"); // fails: it made none
   * }</pre>
   *
   * @param rule what a rule can say: {@code "fork"}, {@code "socket(domain=AF_INET)"}
   * @return these assertions
   * @throws org.sandtrap.policy.RuleException when it is no rule
   */
  public SELF wasDenied(String rule) {
    DeniedCallMatcher meant = DeniedCallMatcher.of(rule);
    isNotNull();
    List<DeniedCall> denied = actual.deniedCalls();
    return checkRun(
        denied.stream().anyMatch(meant),
        denied,
        rule,
        "to be denied " + rule,
        "it was denied " + DeniedText.searched(actual));
  }

  /**
   * Checks that rules denied no call. What fails quietly is not known.
   *
   * <pre>{@code
   * assertThat(sandbox.deny("%network").run("true")).wasDeniedNothing();    // passes
   * assertThat(sandbox.deny("%file").run("mkdir", "x")).wasDeniedNothing(); // fails
   * }</pre>
   *
   * @return these assertions
   */
  public SELF wasDeniedNothing() {
    isNotNull();
    List<DeniedCall> denied = actual.deniedCalls();
    return checkRun(
        denied.isEmpty(),
        denied,
        List.of(),
        "to be denied nothing",
        "it was denied " + DeniedText.of(actual));
  }

  /**
   * Goes on with the calls that rules denied.
   *
   * <pre>{@code
   * Run run = sandbox.deny("%file").withOnDenied("EACCES").run("mkdir", "x");
   * assertThat(run).deniedCalls().isNotEmpty(); // passes
   * assertThat(run).deniedCalls().isEmpty();    // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<DeniedCall> deniedCalls() {
    return goOn(Run::deniedCalls, Lists::of, run -> RunDescription.brief("denied calls", run));
  }

  /**
   * Goes on with the calls that guards refused, see {@link org.sandtrap.policy.Guard}.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).guardedCalls().isEmpty();         // passes
   * assertThat(sandbox.run("strace", "ls")).guardedCalls().isEmpty(); // fails: ptrace was refused
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<DeniedCall> guardedCalls() {
    return goOn(Run::guardedCalls, Lists::of, run -> RunDescription.brief("guarded calls", run));
  }
}
