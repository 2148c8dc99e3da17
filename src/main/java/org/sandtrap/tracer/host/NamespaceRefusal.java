package org.sandtrap.tracer.host;

import java.util.Optional;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.ProbeResult;

/** The facts that may explain why namespaces are refused. */
public final class NamespaceRefusal {
  private final UserNamespaces users;

  NamespaceRefusal(UserNamespaces users) {
    this.users = users;
  }

  /** The facts of this host. */
  public static NamespaceRefusal here() {
    return in(KernelFiles.HERE);
  }

  /** The facts of which these files tell. */
  static NamespaceRefusal in(KernelFiles files) {
    return new NamespaceRefusal(UserNamespaces.in(files));
  }

  /** Why they are refused with this errno, and how to enable them. */
  public Obstacle explain(int errno) {
    Optional<ProbeResult> setting = users.forbidden();
    if (setting.isPresent()) {
      return new Obstacle("Namespaces: " + setting.get().found() + ".", setting.get().remedy());
    }
    return new Obstacle(
        "Namespaces: clone(2) or mount(2) failed with " + Errno.name(errno) + ".",
        Errno.name(errno).equals("ENOSPC")
            ? "As root: raise user.max_user_namespaces and its like with sysctl."
            : "Docker: run the container with --security-opt seccomp=unconfined --security-opt"
                + " apparmor=unconfined, and as root with --cap-add=SYS_ADMIN; podman: with --security-opt"
                + " seccomp=unconfined. Kubernetes: seccompProfile and appArmorProfile of type Unconfined in"
                + " the securityContext. A systemd service: leave RestrictNamespaces= out.");
  }
}
