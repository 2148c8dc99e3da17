package org.sandtrap.tracer;

/**
 * Something that is in the way.
 *
 * @param found what was found and what was expected, in whole sentences
 * @param remedy what to do about it, in whole sentences
 */
record Obstacle(String found, String remedy) {
  @Override
  public String toString() {
    return found + " " + remedy;
  }
}
