package org.sandtrap.tracer.host;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.binding.RawAttempts;

/**
 * Probes of what programs can be given on request: namespaces, fixed addresses, a launcher in
 * memory, counters of instructions.
 */
final class ProgramSettings {
  private static final String NAMESPACES = "namespaces";
  private static final String LAUNCHER = "launcher";
  private static final String ASLR = "fixed addresses";
  private static final String COUNTERS = "instruction counters";

  /** What a whole isolation uses. */
  private static final Set<Namespace> WHOLE =
      EnumSet.of(Namespace.PID, Namespace.MOUNT, Namespace.NETWORK, Namespace.IPC);

  private ProgramSettings() {}

  /**
   * Whether programs may have pid, mount, network and IPC namespaces of their own; if not, in the
   * words with which a launch that needs them is refused.
   */
  static ProbeResult namespaces(NamespaceTrial trial, NamespaceRefusal refusal) {
    Optional<Set<Namespace>> made = trial.with(WHOLE);
    if (made.isEmpty()) {
      Obstacle obstacle = refusal.explain(trial.refusal(WHOLE));
      return ProbeResult.no(NAMESPACES, obstacle.found(), obstacle.remedy());
    }
    boolean users = made.get().contains(Namespace.USER);
    return ProbeResult.yes(
        NAMESPACES,
        "pid, mount, network, IPC"
            + (users ? ", with a user namespace" : ", as this JVM is privileged"));
  }

  /** Whether the launcher can be executed; the setting is there since Linux 6.3. */
  static ProbeResult launcher(KernelFiles files) {
    return files.setting("vm.memfd_noexec").equals("2")
        ? ProbeResult.no(
            LAUNCHER,
            "vm.memfd_noexec is 2: no file in memory is executed",
            "As root: sysctl vm.memfd_noexec=1.")
        : ProbeResult.yes(LAUNCHER, "files in memory may be executed");
  }

  /** Whether memory can be placed at fixed addresses. */
  static ProbeResult fixedAddresses(int result) {
    return result < 0
        ? ProbeResult.no(
            ASLR,
            "personality(2) with ADDR_NO_RANDOMIZE: " + Errno.name(-result),
            "Docker and podman: run the container with --security-opt seccomp=unconfined, or with a profile"
                + " that allows personality(0x40000).")
        : ProbeResult.yes(ASLR, "address space randomization can be switched off");
  }

  /**
   * Whether instructions can be counted.
   *
   * @param result what perf_event_open(2) answered
   * @param paranoid the content of {@code /proc/sys/kernel/perf_event_paranoid}
   */
  static ProbeResult counters(int result, String paranoid) {
    if (result >= 0) {
      return ProbeResult.yes(COUNTERS, "perf_event_open(2) counts instructions");
    }
    String name = Errno.name(-result);
    String remedy =
        switch (name) {
          case "ENOENT", "EOPNOTSUPP", "ENODEV" ->
              "This machine has none, as most virtual machines: use one whose hypervisor passes them on.";
          case "EACCES" -> "As root: sysctl kernel.perf_event_paranoid=2.";
          default ->
              "Docker and podman: run the container with --cap-add=PERFMON, or with a seccomp profile that allows"
                  + " perf_event_open; Kubernetes: add PERFMON to securityContext.capabilities.";
        };
    String setting = paranoid.isEmpty() ? "" : "; kernel.perf_event_paranoid is " + paranoid;
    return ProbeResult.no(COUNTERS, "perf_event_open(2): " + name + setting, remedy);
  }

  /** The same, tried on this host. */
  static ProbeResult fixedAddresses() {
    return fixedAddresses(RawAttempts.fixedAddresses());
  }

  /** The same, tried on this host. */
  static ProbeResult counters(KernelFiles files) {
    return counters(RawAttempts.instructions(), files.setting("kernel.perf_event_paranoid"));
  }
}
