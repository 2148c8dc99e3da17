package org.sandtrap.trace;

/**
 * A change that a policy module has made to a call.
 *
 * @param made whether the call was made as the program gave it, and only its result is another one;
 *     otherwise it was made with other arguments, or not at all
 * @param text what the module has made of it: {@code Mirror: pathname="/tmp/b"}
 */
public record Alteration(boolean made, String text) {
  /** The mark behind the result in a line: {@code (altered by Mirror: pathname="/tmp/b")}. */
  @Override
  public String toString() {
    return "(altered by " + text + ")";
  }
}
