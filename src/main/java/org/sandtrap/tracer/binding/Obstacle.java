package org.sandtrap.tracer.binding;

/**
 * An obstacle to supervision on this host.
 *
 * @param found what was found and what was expected, in whole sentences
 * @param remedy what to do about it, in whole sentences
 */
public record Obstacle(String found, String remedy) {
  @Override
  public String toString() {
    return found + " " + remedy;
  }
}
