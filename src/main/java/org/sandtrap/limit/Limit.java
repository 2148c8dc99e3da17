package org.sandtrap.limit;

/** What a run can be limited in. */
public enum Limit {
  /** Time on the clock; when it is reached the run ends. */
  WALL(
      "wall",
      "wall time",
      "Time on the clock from the start of the program to its end, also while it sleeps or waits."),
  /** Bytes written to standard output and standard error; when it is exceeded the run ends. */
  OUTPUT(
      "output",
      "output",
      "Bytes that the program and all its children write to standard output and standard error,"
          + " together.");

  private final String attribute;
  private final String plainName;
  private final String description;

  Limit(String attribute, String plainName, String description) {
    this.attribute = attribute;
    this.plainName = plainName;
    this.description = description;
  }

  /** The name in annotations and error messages: {@code wall}. */
  public String attribute() {
    return attribute;
  }

  /** The name in sentences: {@code wall time}. */
  public String plainName() {
    return plainName;
  }

  /** What is counted, one sentence. */
  public String description() {
    return description;
  }

  /** The same as {@link #plainName()}. */
  @Override
  public String toString() {
    return plainName;
  }
}
