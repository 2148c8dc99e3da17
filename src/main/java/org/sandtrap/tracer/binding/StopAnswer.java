package org.sandtrap.tracer.binding;

import java.util.Optional;
import org.sandtrap.policy.Recipe;
import org.sandtrap.syscall.Errno;

/**
 * An answer to a question of the native side; {@code enum st_answer}.
 *
 * @param number what {@code st_next} is given
 */
public record StopAnswer(int number) {
  /** The thread goes on, and makes the call that it is about to make. */
  public static final StopAnswer GO_ON = new StopAnswer(Numbers.GO_ON);

  /** The run is killed. */
  public static final StopAnswer KILL = new StopAnswer(Numbers.KILL);

  /** The call is made, and watched for what this recipe says; without one as {@link #GO_ON}. */
  public static StopAnswer watched(Optional<Recipe> recipe) {
    return recipe.map(one -> new StopAnswer(Numbers.WATCHED * one.number())).orElse(GO_ON);
  }

  /** The call is not made, and fails with this error. */
  public static StopAnswer refuse(Errno errno) {
    return new StopAnswer(Numbers.REFUSE | errno.number());
  }

  /** The call returns what the reply says; at its entry it is not made. */
  public static final StopAnswer RETURN = new StopAnswer(Numbers.RETURN);

  /** The signal is not delivered. */
  public static final StopAnswer SUPPRESS = new StopAnswer(Numbers.SUPPRESS);

  /** The signal of the reply is delivered instead. */
  public static final StopAnswer DELIVER = new StopAnswer(Numbers.DELIVER);

  /** The same, and the call is made with the arguments of the reply. */
  public StopAnswer rewriting() {
    return new StopAnswer(number | Numbers.REWRITE);
  }

  /** The same, and the end of the call is asked about as well. */
  public StopAnswer awaiting() {
    return new StopAnswer(number | Numbers.AWAIT);
  }

  /** The same, and rules are asked about the result of the call; unless it is not made. */
  public StopAnswer checking() {
    boolean made = number != Numbers.KILL && (number & (Numbers.REFUSE | Numbers.RETURN)) == 0;
    return made ? new StopAnswer(number | Numbers.CHECK) : this;
  }

  /** The one that counts of two answers to a batch: to kill before to refuse before to go on. */
  public StopAnswer stricter(StopAnswer other) {
    // Not equals(): this is asked of each record, and what the JVM makes of that of a record type
    // is slow, the first time by milliseconds.
    if (number == Numbers.KILL || other.number == Numbers.KILL) {
      return KILL;
    }
    return number >= other.number ? this : other;
  }
}
