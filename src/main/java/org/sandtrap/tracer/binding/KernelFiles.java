package org.sandtrap.tracer.binding;

/**
 * The files in which the kernel tells of itself, {@code /proc} and {@code /sys}: those of this host
 * or, in a test, a directory that plays those of another one.
 *
 * @param root what stands before their paths; "" for those of this host
 */
public record KernelFiles(String root) {
  /** The files of this host. */
  public static final KernelFiles HERE = new KernelFiles("");

  /**
   * The text of a file without white space at its ends; "" when it cannot be read.
   *
   * @param path its path on the host: {@code "/proc/self/status"}
   */
  public String text(String path) {
    return ProcFile.text(root + path).orElse("");
  }

  /** The value of a setting, see sysctl(8); "" when the kernel does not have it. */
  public String setting(String name) {
    return text("/proc/sys/" + name.replace('.', '/'));
  }

  /** The status of this JVM's process. */
  public SelfStatus status() {
    return new SelfStatus(text("/proc/self/status"));
  }
}
