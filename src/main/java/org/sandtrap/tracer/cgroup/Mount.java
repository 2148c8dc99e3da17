package org.sandtrap.tracer.cgroup;

import java.util.Arrays;
import java.util.List;
import org.sandtrap.tracer.binding.KernelFiles;

/**
 * A mounted file system, see proc_pid_mountinfo(5).
 *
 * @param root the directory in the file system that is mounted
 * @param point where it is mounted
 * @param type what it is: {@code cgroup2}
 * @param options its options and the options of the mount
 */
public record Mount(String root, String point, String type, List<String> options) {
  private static final int ROOT = 3;
  private static final int POINT = 4;
  private static final int OPTIONS = 5;
  private static final String SEPARATOR = " - ";

  /** The mounts that this process sees. */
  public static List<Mount> in(KernelFiles files) {
    return parse(files.text("/proc/self/mountinfo"));
  }

  /** The mounts in a text as {@code /proc/self/mountinfo} has it. */
  public static List<Mount> parse(String mountInfo) {
    return mountInfo.lines().filter(line -> line.contains(SEPARATOR)).map(Mount::of).toList();
  }

  private static Mount of(String line) {
    String[] mount = (line.substring(0, line.indexOf(SEPARATOR)) + " ? ? ? ? ? ?").split(" ");
    String system = line.substring(line.indexOf(SEPARATOR) + SEPARATOR.length());
    String[] fields = (system + " ? ?").split(" ");
    List<String> options = Arrays.asList((mount[OPTIONS] + "," + fields[2]).split(","));
    return new Mount(mount[ROOT], mount[POINT], fields[0], options);
  }
}
