package org.sandtrap.tracer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.policy.CallDecision;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.StopAnswer;

/** The calls that are opening files which rules have looked at, and will look at once more. */
final class Openings {
  private static final Set<String> CALLS =
      Set.of("open", "openat", "openat2", "creat", "open_tree", "open_tree_attr");

  private final Map<Integer, Opening> byThread = new HashMap<>();

  /**
   * A call that may be made.
   *
   * @param call the call
   * @param registers its arguments
   * @param foreign whether it is of another interface than its program
   */
  record Opening(Syscall call, long[] registers, boolean foreign) {}

  /** The answer about a call that may be made, with a question about its result if it needs one. */
  StopAnswer checked(Syscall call, Records records, CallDecision decision, StopAnswer answer) {
    boolean looked = decision.target().isPresent() && CALLS.contains(call.name());
    StopAnswer checked = looked ? answer.checking() : answer;
    if (!checked.equals(answer)) {
      byThread.put(records.tid(), new Opening(call, records.arguments(), records.isForeign()));
    }
    return checked;
  }

  /** The call that a thread has made; empty where it opened nothing. */
  Optional<Opening> ended(Records records) {
    return Optional.ofNullable(byThread.remove(records.tid()))
        .filter(opening -> records.result() >= 0);
  }
}
