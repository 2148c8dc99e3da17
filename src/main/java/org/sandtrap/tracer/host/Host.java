package org.sandtrap.tracer.host;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.binding.KernelVersion;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.binding.UnsupportedHostException;
import org.sandtrap.tracer.cgroup.Cgroups;
import org.sandtrap.tracer.cgroup.Mount;
import org.sandtrap.tracer.turn.LockDirectory;
import org.sandtrap.tracer.turn.RunProcessors;

/** The abilities of this host, found out by trying where that is possible. */
public final class Host {
  private Host() {}

  /**
   * Loads the native library, unless it is loaded already, and checks what would make results wrong
   * without a failure.
   *
   * @throws UnsupportedHostException when nothing can be supervised, every time
   */
  public static void require() {
    LibTracer.require();
    require(ForeignProcFilesystem.here());
    require(DeadlyFilter.here());
  }

  private static void require(Optional<Obstacle> obstacle) {
    if (obstacle.isPresent()) {
      throw new UnsupportedHostException(obstacle.get());
    }
  }

  /**
   * Probes everything anew: a few launches and some twenty small files, about ten milliseconds.
   * Never throws. A result that is {@link ProbeResult#needed} says that nothing can be supervised
   * without it; what must be checked before every launch is in {@link #require}.
   */
  public static List<ProbeResult> probe() {
    return probe(HostView.here());
  }

  /** The same of a host on which something is otherwise, for tests. */
  public static List<ProbeResult> probe(HostView host) {
    KernelFiles files = host.files();
    ProbeResult kernel =
        guarded("kernel", () -> kernel(files.setting("kernel.osrelease"))).needed();
    LaunchTrial trial = trial();
    return List.of(
        kernel,
        guarded("native library", trial::libraryFinding).needed(),
        guarded("ptrace", trial::ptrace).needed(),
        guarded("seccomp filter", trial::filter).needed(),
        guarded("PTRACE_GET_SYSCALL_INFO", trial::callInformation).needed(),
        guarded(
            "Landlock",
            () -> landlock(trial.library().isEmpty() && trial.obstacle().isEmpty(), host)),
        guarded("user namespaces", () -> UserNamespaces.in(files).result(trial.works())),
        guarded(
            "namespaces",
            () -> ProgramSettings.namespaces(host.namespaces(), NamespaceRefusal.in(files))),
        guarded("launcher", () -> ProgramSettings.launcher(files)),
        guarded("fixed addresses", ProgramSettings::fixedAddresses),
        guarded("instruction counters", () -> ProgramSettings.counters(files)),
        guarded("cgroups", () -> Cgroups.result(files)),
        guarded("/proc", () -> proc(Mount.in(files), ForeignProcFilesystem.here())),
        guarded("terminals", TerminalSupport::result),
        guarded("core files", () -> cores(files)),
        guarded("addr2line", Host::addr2line),
        guarded("processors", () -> processors(host)),
        guarded("exclusive runs", () -> LockDirectory.here().result()));
  }

  private static LaunchTrial trial() {
    try {
      return LaunchTrial.perform();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      return LaunchTrial.broken(e);
    }
  }

  /** Why a launch failed, in more words than its step has; empty where there are no more. */
  public static Optional<Obstacle> explain(LaunchFailure failure) {
    if (failure.step() == Step.SEIZE) {
      return Optional.of(PtraceRefusal.here().explain(failure.errno()));
    }
    return failure.step() == Step.FILTER
        ? Optional.of(LaunchTrial.refusedFilter(failure.errno()))
        : Optional.empty();
  }

  private static ProbeResult guarded(String name, Supplier<ProbeResult> probe) {
    try {
      return probe.get();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      return ProbeResult.no(name, "could not be found out: " + e, "");
    }
  }

  private static ProbeResult kernel(String read) {
    String release = read.isEmpty() ? System.getProperty("os.version") : read;
    String found = System.getProperty("os.name") + " " + release + ", " + arch();
    return KernelVersion.obstacle(release)
        .map(obstacle -> ProbeResult.no("kernel", found, obstacle.remedy()))
        .orElseGet(() -> ProbeResult.yes("kernel", found));
  }

  private static String arch() {
    return System.getProperty("os.arch");
  }

  private static ProbeResult landlock(boolean canTry, HostView host) {
    if (!canTry) {
      return ProbeResult.no("Landlock", "not tried: nothing could be launched", "");
    }
    int version = host.landlock().getAsInt();
    return version >= 0 ? ProbeResult.yes("Landlock", "ABI " + version) : landlock(-version);
  }

  /** What it means that the kernel refuses a ruleset of Landlock with this errno. */
  public static ProbeResult landlock(int errno) {
    String remedy =
        switch (Errno.name(errno)) {
          case "EOPNOTSUPP" ->
              "It is switched off: boot with the kernel parameter lsm=landlock,… that keeps what"
                  + " /sys/kernel/security/lsm lists.";
          case "ENOSYS" ->
              "Linux 5.13 and later have it, if built with CONFIG_SECURITY_LANDLOCK; old container runtimes hide it.";
          default ->
              "A container's seccomp profile refuses it: allow landlock_create_ruleset, or run the container with"
                  + " --security-opt seccomp=unconfined.";
        };
    return ProbeResult.no("Landlock", "landlock_create_ruleset(2): " + Errno.name(errno), remedy);
  }

  static ProbeResult proc(List<Mount> mounts, Optional<Obstacle> foreign) {
    if (foreign.isPresent()) {
      return ProbeResult.no("/proc", foreign.get().found(), foreign.get().remedy()).needed();
    }
    Optional<Mount> proc =
        mounts.stream()
            .filter(mount -> mount.type().equals("proc") && mount.point().equals("/proc"))
            .reduce((first, second) -> second); // the last one covers the others
    if (proc.isEmpty()) {
      return ProbeResult.no("/proc", "not mounted", "As root: mount -t proc proc /proc.");
    }
    String options =
        proc.get().options().stream()
            .filter(option -> option.startsWith("hidepid=") || option.startsWith("subset="))
            .collect(Collectors.joining(", "));
    return ProbeResult.yes("/proc", options.isEmpty() ? "mounted" : "mounted with " + options);
  }

  private static ProbeResult cores(KernelFiles files) {
    String pattern = files.setting("kernel.core_pattern");
    return ProbeResult.yes("core files", "never written; kernel.core_pattern is '" + pattern + "'");
  }

  private static ProbeResult addr2line() {
    return HostTool.find("addr2line")
        .map(path -> ProbeResult.yes("addr2line", path))
        .orElseGet(
            () ->
                ProbeResult.no(
                    "addr2line",
                    "not installed: crashes will be told without function and line",
                    "apt-get install binutils"));
  }

  private static ProbeResult processors(HostView host) {
    RunProcessors found = RunProcessors.of(host.files(), host.environment());
    String allowed = host.files().status().processors();
    return ProbeResult.yes(
        "processors",
        found
            + (allowed.isEmpty() ? "" : ", allowed: " + allowed)
            + "; runs that execute at once: "
            + found.least());
  }
}
