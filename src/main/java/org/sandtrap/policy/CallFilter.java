package org.sandtrap.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.sandtrap.limit.Limits;

/**
 * The seccomp filter of a run: it keeps every process under supervision and every limit in sight,
 * and decides about calls as the policy says. A call that is denied for good, or that the filter
 * alone cannot decide about, stops; one that fails quietly or is allowed does not.
 *
 * @param program instructions in the machine's byte order, {@code struct sock_filter} after {@code
 *     struct sock_filter}
 * @param key the sixth argument by which the calls are known that start the program: random, and
 *     never told to the program
 */
public record CallFilter(byte[] program, long key) {
  /**
   * What a run's filter is made from, on this machine.
   *
   * @param limits those of the run
   * @param policy what its program may call
   * @param narrow whether the program has 32 bits; if that is wrong, its calls stop for nothing
   */
  public static Template template(Limits limits, Policy policy, boolean narrow) {
    return template(System.getProperty("os.arch"), limits, policy, narrow);
  }

  /**
   * The same for a machine.
   *
   * @param machine what {@code os.arch} says: {@code amd64} or {@code aarch64}
   */
  static Template template(String machine, Limits limits, Policy policy, boolean narrow) {
    return policy
        .templates()
        .computeIfAbsent(
            List.of(machine, Recipe.of(limits, policy), limits.fileSize(), narrow),
            key -> FilterCompiler.compile(machine, limits, policy, narrow));
  }

  /**
   * A filter that lacks its key, for any number of runs: making one takes longer than a launch may.
   */
  public static final class Template {
    private final byte[] program;
    private final List<Integer> lower;
    private final List<Integer> upper;

    /**
     * A filter.
     *
     * @param program its instructions
     * @param lower where the lower half of the key belongs
     * @param upper where the upper half belongs
     */
    Template(byte[] program, List<Integer> lower, List<Integer> upper) {
      this.program = program;
      this.lower = new ArrayList<>(lower);
      this.upper = new ArrayList<>(upper);
    }

    /** The filter for one run, with a key that nobody can guess. */
    public CallFilter filter() {
      long key = ExecKey.next();
      ByteBuffer filter = ByteBuffer.wrap(program.clone()).order(ByteOrder.nativeOrder());
      lower.forEach(at -> filter.putInt(at, (int) key));
      upper.forEach(at -> filter.putInt(at, (int) (key >>> Integer.SIZE)));
      return new CallFilter(filter.array(), key);
    }
  }
}
