package org.sandtrap.tracer;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Errno;

/** Finds out what this host can do, by trying it where that is possible. */
public final class Host {
  private Host() {}

  /**
   * Loads the native library, unless it is loaded already.
   *
   * @throws UnsupportedHostException when that is not possible, every time
   */
  public static void require() {
    LibTracer.require();
  }

  /**
   * Looks at everything anew: a few launches and some twenty small files, about ten milliseconds.
   * Never throws.
   */
  public static List<Finding> probe() {
    Finding kernel = guarded("kernel", Host::kernel).needed();
    LaunchTrial trial = LaunchTrial.perform();
    return List.of(
        kernel,
        guarded("native library", trial::libraryFinding).needed(),
        guarded("ptrace", trial::ptrace).needed(),
        guarded("seccomp filter", trial::filter).needed(),
        guarded("PTRACE_GET_SYSCALL_INFO", trial::callInformation).needed(),
        guarded("Landlock", () -> landlock(trial.library().isEmpty())),
        guarded("user namespaces", () -> UserNamespaces.here().finding(trial.works())),
        guarded("cgroups", () -> ControlGroups.here().finding()),
        guarded("/proc", () -> proc(Mount.here())),
        guarded("core files", Host::cores),
        guarded("addr2line", Host::addr2line),
        guarded("processors", Host::processors),
        guarded("exclusive runs", () -> LockPlace.here().finding()));
  }

  private static Finding guarded(String name, Supplier<Finding> probe) {
    try {
      return probe.get();
    } catch (RuntimeException | LinkageError e) {
      return Finding.no(name, "could not be found out: " + e, "");
    }
  }

  private static Finding kernel() {
    String release = KernelVersion.release();
    String found = System.getProperty("os.name") + " " + release + ", " + arch();
    return KernelVersion.obstacle(release)
        .map(obstacle -> Finding.no("kernel", found, obstacle.remedy()))
        .orElseGet(() -> Finding.yes("kernel", found));
  }

  private static String arch() {
    return System.getProperty("os.arch");
  }

  private static Finding landlock(boolean canTry) {
    if (!canTry) {
      return Finding.no("Landlock", "not tried: the native library could not be loaded", "");
    }
    int version = LibTracer.st_landlock_abi();
    return version >= 0 ? Finding.yes("Landlock", "ABI " + version) : landlock(-version);
  }

  static Finding landlock(int errno) {
    String remedy =
        switch (Errno.name(errno)) {
          case "EOPNOTSUPP" ->
              "It is switched off: boot with the kernel parameter lsm=landlock,… that keeps what"
                  + " /sys/kernel/security/lsm lists.";
          case "ENOSYS" ->
              "Linux 5.13 and later have it, if built with CONFIG_SECURITY_LANDLOCK; old container runtimes hide it.";
          default -> "A container's seccomp profile refuses it: allow landlock_create_ruleset.";
        };
    return Finding.no("Landlock", "landlock_create_ruleset(2): " + Errno.name(errno), remedy);
  }

  static Finding proc(List<Mount> mounts) {
    Optional<Mount> proc =
        mounts.stream()
            .filter(mount -> mount.type().equals("proc") && mount.point().equals("/proc"))
            .reduce((first, second) -> second); // the last one covers the others
    if (proc.isEmpty()) {
      return Finding.no("/proc", "not mounted", "As root: mount -t proc proc /proc.");
    }
    String options =
        proc.get().options().stream()
            .filter(option -> option.startsWith("hidepid=") || option.startsWith("subset="))
            .collect(Collectors.joining(", "));
    return Finding.yes("/proc", options.isEmpty() ? "mounted" : "mounted with " + options);
  }

  private static Finding cores() {
    String pattern = ProcFile.text("/proc/sys/kernel/core_pattern").orElse("unknown");
    return Finding.yes("core files", "never written; kernel.core_pattern is '" + pattern + "'");
  }

  private static Finding addr2line() {
    return Tool.find("addr2line")
        .map(path -> Finding.yes("addr2line", path))
        .orElseGet(
            () ->
                Finding.no(
                    "addr2line",
                    "not installed: crashes will be told without function and line",
                    "apt-get install binutils"));
  }

  private static Finding processors() {
    String allowed = SelfStatus.read().processors();
    String found = Runtime.getRuntime().availableProcessors() + " for this JVM";
    return Finding.yes("processors", allowed.isEmpty() ? found : found + ", allowed: " + allowed);
  }
}
