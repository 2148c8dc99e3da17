package org.sandtrap.tracer.binding;

import java.util.Optional;
import org.sandtrap.policy.Recipe;
import org.sandtrap.syscall.Errno;

/**
 * An answer to a question of the native side; {@code enum st_answer}.
 *
 * @param number what {@code st_next} is given
 */
public record Answer(int number) {
  /** The thread goes on, and makes the call that it is about to make. */
  public static final Answer GO_ON = new Answer(Numbers.GO_ON);

  /** The run is killed. */
  public static final Answer KILL = new Answer(Numbers.KILL);

  /** The call is made, and watched for what this recipe says; without one as {@link #GO_ON}. */
  public static Answer watched(Optional<Recipe> recipe) {
    return recipe.map(one -> new Answer(Numbers.WATCHED * one.number())).orElse(GO_ON);
  }

  /** The call is not made, and fails with this error. */
  public static Answer refuse(Errno errno) {
    return new Answer(Numbers.REFUSE | errno.number());
  }

  /** The one that counts of two answers to a batch: to kill before to refuse before to go on. */
  public Answer stricter(Answer other) {
    // Not equals(): this is asked of each record, and what the JVM makes of that of a record type
    // is
    // slow, the first time by milliseconds.
    if (number == Numbers.KILL || other.number == Numbers.KILL) {
      return KILL;
    }
    return number >= other.number ? this : other;
  }
}
