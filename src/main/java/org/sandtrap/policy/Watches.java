package org.sandtrap.policy;

import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.RegisterTest.Comparison;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;

/**
 * Which calls the tracer looks at although they may be made.
 *
 * @param recipes what it looks for
 * @param fileSize the limit of the size of a file, in bytes, or 0
 */
record Watches(List<Recipe> recipes, long fileSize) {
  static Watches of(Limits limits, Policy policy) {
    return new Watches(Recipe.of(limits, policy), limits.amount(Limit.FILE_SIZE).orElse(0));
  }

  /** What a call is looked at for, if {@link #tests} hold. */
  Optional<Recipe> recipe(String call) {
    for (Recipe recipe : recipes) {
      if (recipe.isAbout(call)) {
        return Optional.of(recipe);
      }
    }
    return Optional.empty();
  }

  /** What must hold of a call's arguments for it to be worth a stop. */
  List<RegisterTest> tests(Recipe recipe, String call, Abi abi) {
    if (recipe == Recipe.FILTER) {
      return Guard.OWN_FILTER.tests(call).orElseThrow();
    }
    boolean wide = abi != Abi.I386;
    long most = wide ? fileSize : Math.min(fileSize, 0xffff_ffffL);
    return recipe == Recipe.WRITING
        ? List.of(new RegisterTest(2, Comparison.GREATER, -1, most, wide, false))
        : List.of();
  }

  /** What this call is looked at for. */
  Optional<Recipe> recipe(Syscall call, long[] arguments) {
    return recipe(call.name())
        .filter(one -> RegisterTest.all(tests(one, call.name(), call.abi()), arguments));
  }
}
