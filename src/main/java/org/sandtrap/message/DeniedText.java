package org.sandtrap.message;

import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.Run;
import org.sandtrap.policy.DeniedCall;

/** The calls that rules denied, in a message: of many the first. */
public final class DeniedText {
  private static final int SHOWN = 3;

  private DeniedText() {}

  /** {@code nothing}, {@code mkdir(pathname=0x7ffc1, mode=511) and 2 more}. */
  public static String of(Run run) {
    List<DeniedCall> calls = run.deniedCalls();
    String first =
        calls.stream().limit(SHOWN).map(DeniedCall::toString).collect(Collectors.joining(", "));
    long more = run.deniedCallCount() - SHOWN;
    return calls.isEmpty() ? "nothing" : more > 0 ? first + " and " + more + " more" : first;
  }

  /** The same, and how many of them a search has seen, if not all. */
  public static String searched(Run run) {
    int seen = run.deniedCalls().size();
    String rest = seen < run.deniedCallCount() ? ", and only the first " + seen + " are known" : "";
    return of(run) + rest;
  }
}
