package org.sandtrap.tracer.cgroup;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sandtrap.tracer.binding.KernelFiles;

/**
 * The processors' time that the control groups of this JVM may take, its own group and those above
 * it: the JVM itself looks at its own only, and a service or a pod often sets it for the one above.
 */
public final class CpuQuota {
  private static final String NUMBER = "[0-9]{1,18}";

  private CpuQuota() {}

  /**
   * The time as a number of processors, rounded up as the JVM does; empty where nothing limits it.
   */
  public static OptionalInt processors(KernelFiles files) {
    Cgroups groups = Cgroups.in(files);
    return IntStream.concat(
            groups.groups("cgroup2", "").flatMapToInt(CpuQuota::second),
            groups.groups("cgroup", "cpu").flatMapToInt(CpuQuota::first))
        .min();
  }

  /** {@code cpu.max} is {@code 150000 100000}, or {@code max 100000}. */
  private static IntStream second(Path group) {
    String[] words = (text(group, "cpu.max") + " ? ?").split(" ");
    return processors(words[0], words[1]);
  }

  /** The quota is -1 where there is none. */
  private static IntStream first(Path group) {
    return processors(text(group, "cpu.cfs_quota_us"), text(group, "cpu.cfs_period_us"));
  }

  private static String text(Path group, String file) {
    return KernelFiles.HERE.text(group.resolve(file).toString());
  }

  private static IntStream processors(String quota, String period) {
    return Stream.of(quota, period).allMatch(word -> word.matches(NUMBER))
            && Long.parseLong(period) > 0
        ? IntStream.of(roundedUp(Long.parseLong(quota), Long.parseLong(period)))
        : IntStream.empty();
  }

  private static int roundedUp(long quota, long period) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (quota + period - 1) / period));
  }
}
