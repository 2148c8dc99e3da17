package org.sandtrap.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.RegisterCondition;
import org.sandtrap.syscall.Syscall;

/**
 * The calls that the tracer watches although they may be made.
 *
 * @param recipes what it watches for
 */
record WatchedCalls(List<Recipe> recipes) {
  /**
   * The calls that are watched for these limits.
   *
   * @param policy what rules there are as well
   * @param wanted what else stops
   */
  static WatchedCalls of(Limits limits, Policy policy, WantedCalls wanted) {
    return new WatchedCalls(Recipe.of(limits, !policy.isEmpty(), !wanted.isNone()));
  }

  /** The guards that stay in force, of some, where these calls are watched. */
  Set<Guard> inForce(Set<Guard> guards) {
    EnumSet<Guard> left = EnumSet.noneOf(Guard.class);
    left.addAll(guards);
    if (recipes.contains(Recipe.FILTER)) { // watched, and not refused
      left.remove(Guard.OWN_FILTER);
    }
    return left;
  }

  /** What a call is watched for, if {@link Recipe#conditions} hold. */
  Optional<Recipe> recipe(String call) {
    for (Recipe recipe : recipes) {
      if (recipe.isAbout(call)) {
        return Optional.of(recipe);
      }
    }
    return Optional.empty();
  }

  /** What this call is watched for. */
  Optional<Recipe> recipe(Syscall call, long[] arguments) {
    return recipe(call.name())
        .filter(one -> RegisterCondition.all(one.conditions(call.name()), arguments));
  }
}
