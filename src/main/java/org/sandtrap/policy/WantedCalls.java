package org.sandtrap.policy;

import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.syscall.RegisterCondition;
import org.sandtrap.syscall.Syscall;

/**
 * The calls that stop although no rule and no limit asks for it.
 *
 * @param traced the calls that are recorded, if there is a trace
 * @param asked the calls that modules are asked about, if any
 * @param events whether there are modules, which are asked about other events in any case
 */
public record WantedCalls(
    Optional<CallSelection> traced, Optional<CallSelection> asked, boolean events) {
  /** No calls. */
  public static final WantedCalls NONE = new WantedCalls(Optional.empty(), Optional.empty(), false);

  /** The calls of a trace, if there is one. */
  public static WantedCalls of(Optional<CallSelection> traced) {
    return traced.isEmpty() ? NONE : new WantedCalls(traced, Optional.empty(), false);
  }

  /** Whether there is neither a trace nor a module. */
  boolean isNone() {
    return traced.isEmpty() && !events;
  }

  /** What tells the filters apart that are made for it. */
  String key() {
    // No lambdas: each first run of a JVM comes here.
    return (traced.isPresent() ? traced.get() : "") + "\n" + (asked.isPresent() ? asked.get() : "");
  }

  /** Whether it names some calls of many. */
  boolean areSelected() {
    return traced.filter(all -> !all.isAll()).isPresent()
        || asked.filter(all -> !all.isAll()).isPresent();
  }

  /** A decision about a call as it is where these are wanted. Calls of 32-bit ARM have no names. */
  FilterDecision in(Syscall call, FilterDecision decision) {
    if (call.abi() == Abi.ARM) {
      return decision;
    }
    FilterDecision known = asked.map(it -> decision.asked(it.conditions(call))).orElse(decision);
    return traced.map(it -> known.traced(it.conditions(call))).orElse(known);
  }

  /** The same about all calls that nothing is said about. */
  FilterDecision inOthers(FilterDecision decision) {
    List<List<RegisterCondition>> always = List.of(List.of());
    FilterDecision known =
        asked.filter(CallSelection::isAll).isPresent() ? decision.asked(always) : decision;
    return traced.filter(CallSelection::isAll).isPresent() ? known.traced(always) : known;
  }
}
