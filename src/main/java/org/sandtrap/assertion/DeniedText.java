package org.sandtrap.assertion;

import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.policy.DeniedCall;

/** Calls in a message: of many the first. */
final class DeniedText {
  private static final int SHOWN = 3;

  private DeniedText() {}

  /** {@code mkdir(pathname=0x7ffc1, mode=511) and 2 more}. */
  static String of(List<DeniedCall> calls) {
    String first =
        calls.stream().limit(SHOWN).map(DeniedCall::toString).collect(Collectors.joining(", "));
    int more = calls.size() - SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
