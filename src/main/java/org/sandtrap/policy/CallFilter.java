package org.sandtrap.policy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.sandtrap.limit.Limits;

/**
 * The seccomp filter of a run: it keeps every process under supervision and every limit in sight,
 * and decides about calls as the policy says. A call that is denied for good, or that the filter
 * alone cannot decide about, stops; one that fails quietly or is allowed does not.
 *
 * @param program instructions in the machine's byte order, {@code struct sock_filter} after {@code
 *     struct sock_filter}
 * @param key the sixth argument of the calls that start the program, by which the filter knows
 *     them: random, and never shown to the program
 */
public record CallFilter(byte[] program, long key) {
  /** The source of keys, which no program can guess: each has 64 random bits. */
  private static final SplittableRandom KEYS = new SplittableRandom(new SecureRandom().nextLong());

  /**
   * The filter for one run on this machine, with a key of its own.
   *
   * @param limits the limits of the run
   * @param policy what its program may call
   * @param wanted the calls that stop besides
   * @param narrow whether the program has 32 bits; if that is wrong, its calls stop for nothing
   */
  public static CallFilter of(Limits limits, Policy policy, WantedCalls wanted, boolean narrow) {
    return of(System.getProperty("os.arch"), limits, policy, wanted, narrow);
  }

  /** The same where no more calls stop. */
  public static CallFilter of(Limits limits, Policy policy, boolean narrow) {
    return of(limits, policy, WantedCalls.NONE, narrow);
  }

  static CallFilter of(String machine, Limits limits, Policy policy, boolean narrow) {
    return of(machine, limits, policy, WantedCalls.NONE, narrow);
  }

  /**
   * The same for a machine.
   *
   * @param machine what {@code os.arch} says: {@code amd64} or {@code aarch64}
   */
  static CallFilter of(
      String machine, Limits limits, Policy policy, WantedCalls wanted, boolean narrow) {
    List<Recipe> recipes = Recipe.of(limits, !policy.isEmpty(), !wanted.isNone());
    List<Object> kind = List.of(machine, recipes, wanted.key(), narrow);
    FilterTemplate template = policy.templates().get(kind);
    if (template == null) { // two runs at once may both make it
      template = template(machine, limits, policy, wanted, narrow);
      policy.templates().put(kind, template);
    }
    long key = nextKey();
    return new CallFilter(template.with(key), key);
  }

  private static FilterTemplate template(
      String machine, Limits limits, Policy policy, WantedCalls wanted, boolean narrow) {
    Optional<FilterTemplate> shipped =
        policy.isPlain() && wanted.isNone()
            ? ShippedFilters.find(machine, limits, narrow)
            : Optional.empty();
    return shipped.isPresent()
        ? shipped.get()
        : FilterCompiler.compile(machine, limits, policy, wanted, narrow);
  }

  private static long nextKey() {
    synchronized (KEYS) { // one generator for all runs, which may begin at the same time
      return KEYS.nextLong();
    }
  }
}
