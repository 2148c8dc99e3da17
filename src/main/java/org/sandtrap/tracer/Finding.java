package org.sandtrap.tracer;

/**
 * What was found of one thing that supervision uses.
 *
 * @param name what it is
 * @param available whether it is there and works
 * @param required whether nothing can be supervised without it
 * @param found what was seen
 * @param remedy how to enable what is missing; empty when nothing is, or when the remedy of another
 *     finding is the remedy of this one
 */
public record Finding(
    String name, boolean available, boolean required, String found, String remedy) {

  static Finding yes(String name, String found) {
    return new Finding(name, true, false, found, "");
  }

  static Finding no(String name, String found, String remedy) {
    return new Finding(name, false, false, found, remedy);
  }

  Finding needed() {
    return new Finding(name, available, true, found, remedy);
  }
}
