package org.sandtrap.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A filter that lacks its key, for any number of runs: making one takes longer than a launch may.
 *
 * @param program its instructions, in the machine's byte order
 * @param lower where the lower half of the key belongs
 * @param upper where the upper half belongs
 */
record FilterTemplate(byte[] program, List<Integer> lower, List<Integer> upper) {
  FilterTemplate {
    lower = List.copyOf(lower);
    upper = List.copyOf(upper);
  }

  /** The instructions with a key in them. */
  byte[] with(long key) {
    ByteBuffer filter = ByteBuffer.wrap(program.clone()).order(ByteOrder.nativeOrder());
    for (int at : lower) {
      filter.putInt(at, (int) key);
    }
    for (int at : upper) {
      filter.putInt(at, (int) (key >>> Integer.SIZE));
    }
    return filter.array();
  }
}
