package org.sandtrap.limit;

/** A source of {@link Usage#treePeak}. */
public enum MemorySource {
  /** There was one process at a time only: its own peak, which the kernel keeps. */
  PROCESS("the peak of the only process"),
  /**
   * The largest sum of resident sizes that was seen in the samples, or the largest peak of a single
   * process if that is more. Pages that processes share count once for each.
   */
  RESIDENT_SUM("the largest sum of resident sizes seen"),
  /**
   * The peak of the run's control group, which the kernel keeps; or the sum of the processes' own
   * peaks if that is less, for the group also counts kernel memory and files that stay in memory
   * after they have been read or written.
   */
  CGROUP("the peak of the control group");

  private final String description;

  MemorySource(String description) {
    this.description = description;
  }

  /** What was measured, in some words. */
  public String description() {
    return description;
  }
}
