package org.sandtrap.tracer.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.binding.SelfStatus;

/**
 * The settings that decide whether programs of this JVM's user may create user namespaces, see
 * user_namespaces(7).
 *
 * @param most {@code user.max_user_namespaces}; empty when the kernel has none
 * @param unprivileged {@code kernel.unprivileged_userns_clone} of Debian and Arch; empty elsewhere
 * @param restricted {@code kernel.apparmor_restrict_unprivileged_userns} of Ubuntu; empty elsewhere
 * @param privileged whether this JVM may do what these forbid
 */
record UserNamespaces(String most, String unprivileged, String restricted, boolean privileged) {
  private static final String NAME = "user namespaces";

  static UserNamespaces in(KernelFiles files) {
    return new UserNamespaces(
        files.setting("user.max_user_namespaces"),
        files.setting("kernel.unprivileged_userns_clone"),
        files.setting("kernel.apparmor_restrict_unprivileged_userns"),
        files.status().has(SelfStatus.CAP_SYS_ADMIN));
  }

  /** The setting that forbids them, if one does. */
  Optional<ProbeResult> forbidden() {
    if (most.equals("0")) {
      return Optional.of(
          no("user.max_user_namespaces is 0", "As root: sysctl user.max_user_namespaces=10000."));
    }
    if (unprivileged.equals("0") && !privileged) {
      return Optional.of(
          no(
              "kernel.unprivileged_userns_clone is 0",
              "As root: sysctl kernel.unprivileged_userns_clone=1."));
    }
    if (restricted.equals("1") && !privileged) {
      return Optional.of(
          no(
              "kernel.apparmor_restrict_unprivileged_userns is 1",
              "As root: sysctl kernel.apparmor_restrict_unprivileged_userns=0, on GitHub's runner in a step with sudo; or give"
                  + " the JVM an AppArmor profile with userns."));
    }
    return Optional.empty();
  }

  ProbeResult result(boolean canTry) {
    if (!Files.exists(Path.of("/proc/self/ns/user"))) {
      return no("the kernel has none", "Use a kernel with CONFIG_USER_NS.");
    }
    return forbidden().orElseGet(() -> canTry ? attempt() : untried("nothing could be launched"));
  }

  private static ProbeResult untried(String why) {
    return ProbeResult.yes(NAME, "no setting forbids them; not tried: " + why);
  }

  private static ProbeResult attempt() {
    Optional<String> unshare = HostTool.find("unshare");
    Optional<String> nothing = HostTool.find("true");
    if (unshare.isEmpty() || nothing.isEmpty()) {
      return untried("there is no program \"unshare\"");
    }
    try {
      HostTool.StopAnswer answer =
          HostTool.run(LaunchTrial.PATIENCE, unshare.get(), "-U", "-r", nothing.get());
      return answer.good()
          ? ProbeResult.yes(NAME, "a program created one")
          : refused(answer.errors());
    } catch (LaunchFailure e) {
      return untried(e.getMessage());
    }
  }

  private static ProbeResult refused(String errors) {
    return no(
        "\"unshare -U -r\" failed: " + errors.strip().lines().findFirst().orElse("no reason given"),
        "A seccomp filter around this JVM refuses them. Docker and podman: run the container with --security-opt"
            + " seccomp=unconfined, or with a profile that allows clone and unshare with CLONE_NEWUSER; Kubernetes:"
            + " seccompProfile of type Unconfined. A systemd service: leave"
            + " RestrictNamespaces= out, or name user in it.");
  }

  private static ProbeResult no(String found, String remedy) {
    return ProbeResult.no(NAME, found, remedy);
  }
}
