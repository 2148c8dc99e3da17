package org.sandtrap.tracer.cgroup;

import java.util.List;

/**
 * A version of cgroups(7), by the names of the files of a control group that limits memory.
 *
 * @param entrance the file by which a thread, or in version 2 a process, enters
 * @param limit the file with the limit, in bytes
 * @param swap the file that keeps memory from being swapped out instead; not there without swap
 * @param peak the file with the largest usage so far, in bytes; version 2 has it since Linux 5.19
 * @param events the file that counts how often the kernel has killed a process at the limit
 * @param unlimited what stands for no limit
 */
record CgroupVersion(
    String entrance, String limit, String swap, String peak, String events, String unlimited) {
  /** The controller {@code memory} of version 1. */
  static final CgroupVersion FIRST =
      new CgroupVersion(
          "tasks",
          "memory.limit_in_bytes",
          "memory.memsw.limit_in_bytes",
          "memory.max_usage_in_bytes",
          "memory.oom_control",
          "-1");

  /** The controller {@code memory} of version 2. */
  static final CgroupVersion SECOND =
      new CgroupVersion(
          "cgroup.procs", "memory.max", "memory.swap.max", "memory.peak", "memory.events", "max");

  /** What is to be written into {@link #swap}: version 1 counts swap and memory together. */
  String swapLimit(long bytes) {
    return this == FIRST ? Long.toString(bytes) : "0";
  }

  /** What a group must have to be of use. */
  List<String> needed() {
    return List.of(entrance, limit, events);
  }
}
