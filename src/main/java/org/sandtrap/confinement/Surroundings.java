package org.sandtrap.confinement;

import java.util.List;

/**
 * The surroundings of a program that a launch has made or found before it enforces an isolation.
 *
 * @param current this JVM's working directory
 * @param privateDirectory the private directory of the run
 * @param candidates where the program may be, in the order in which they are tried
 * @param inputs files that the program is given open for reading
 * @param outputs files that it is given open for writing
 */
public record Surroundings(
    byte[] current,
    byte[] privateDirectory,
    List<byte[]> candidates,
    List<byte[]> inputs,
    List<byte[]> outputs) {
  /** Copies the lists. */
  public Surroundings {
    candidates = List.copyOf(candidates);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
