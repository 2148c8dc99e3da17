package org.sandtrap.trace.value;

/**
 * An argument of a call that was made.
 *
 * @param name its name in the manual: {@code pathname}
 * @param value its value
 */
public record Argument(String name, Value value) {
  /** The name and the value: {@code pathname="/etc/passwd"}. */
  @Override
  public String toString() {
    return name + "=" + value.text();
  }
}
