package org.sandtrap.isolation;

import java.util.Objects;

/**
 * A protection that was in force in a run.
 *
 * @param what what was protected: {@code "files"}
 * @param how by which mechanism: {@code "Landlock ABI 7"}
 * @param gap what it does not stop, in plain words: {@code "names, sizes, modes and times stay
 *     visible"}
 */
public record Protection(String what, String how, String gap) {
  /** Checks that nothing is null. */
  public Protection {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(how, "how");
    Objects.requireNonNull(gap, "gap");
  }

  /** In one line: {@code files: Landlock ABI 7 (but: names stay visible)}. */
  @Override
  public String toString() {
    return what + ": " + how + (gap.isEmpty() ? "" : " (but: " + gap + ")");
  }
}
