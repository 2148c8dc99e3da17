package org.sandtrap.limit;

/** Where {@link Usage#treePeak} comes from. */
public enum MemorySource {
  /** There was one process at a time only: its own peak, which the kernel keeps. */
  PROCESS("the peak of the only process"),
  /**
   * The largest sum of resident sizes that was seen at the moments looked at, or the largest peak
   * of a single process if that is more. Pages that processes share count once for each.
   */
  RESIDENT_SUM("the largest sum of resident sizes seen"),
  /** The control group's peak, which counts page cache and kernel memory as well. */
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
