package org.sandtrap.limit;

/**
 * A figure of a {@link Usage} that a host may be unable to give; the other components of a usage
 * are always known. Where it is among those that are {@link Usage#missing}, the number in the usage
 * is only the least that it can be.
 */
public enum Figure {
  /** {@link Usage#peakMemory}. */
  PEAK_MEMORY("peak memory"),
  /** {@link Usage#treePeak}. */
  TREE_PEAK("peak memory of all processes together"),
  /** {@link Usage#peakVirtual}. */
  PEAK_VIRTUAL("peak address space"),
  /** {@link Usage#minorFaults}. */
  MINOR_FAULTS("minor page faults"),
  /** {@link Usage#majorFaults}. */
  MAJOR_FAULTS("major page faults"),
  /** {@link Usage#voluntarySwitches}. */
  VOLUNTARY_SWITCHES("voluntary context switches"),
  /** {@link Usage#involuntarySwitches}. */
  INVOLUNTARY_SWITCHES("involuntary context switches"),
  /** {@link Usage#transfer}. */
  TRANSFER("bytes read and written");

  private final String plainName;

  Figure(String plainName) {
    this.plainName = plainName;
  }

  /** The name in sentences: {@code minor page faults}. */
  public String plainName() {
    return plainName;
  }

  /** The same as {@link #plainName()}. */
  @Override
  public String toString() {
    return plainName;
  }
}
