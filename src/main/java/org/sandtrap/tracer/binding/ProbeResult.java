package org.sandtrap.tracer.binding;

/**
 * The result of a probe for one thing that supervision uses.
 *
 * @param name what it is
 * @param available whether it is there and works
 * @param required whether nothing can be supervised without it
 * @param found what was seen
 * @param remedy how to enable what is missing; empty when nothing is, or when the remedy of another
 *     finding is the remedy of this one
 */
public record ProbeResult(
    String name, boolean available, boolean required, String found, String remedy) {

  /** A feature that is there. */
  public static ProbeResult yes(String name, String found) {
    return new ProbeResult(name, true, false, found, "");
  }

  /** A feature that is missing, but not needed for supervision. */
  public static ProbeResult no(String name, String found, String remedy) {
    return new ProbeResult(name, false, false, found, remedy);
  }

  /** The same of a feature without which nothing can be supervised. */
  public ProbeResult needed() {
    return new ProbeResult(name, available, true, found, remedy);
  }
}
