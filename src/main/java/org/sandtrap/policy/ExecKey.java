package org.sandtrap.policy;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Numbers that no program can guess, which takes 64 random bits for each run. */
final class ExecKey {
  private static final SplittableRandom RANDOM =
      new SplittableRandom(new SecureRandom().nextLong());

  private ExecKey() {}

  static long next() {
    synchronized (RANDOM) {
      return RANDOM.nextLong();
    }
  }
}
