package org.sandtrap.tracer.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.SelfStatus;

/**
 * The facts that may explain a refused ptrace(2).
 *
 * @param yama the content of {@code /proc/sys/kernel/yama/ptrace_scope}; empty without Yama
 * @param denyPtrace the content of SELinux's boolean deny_ptrace; empty without SELinux
 * @param dumpable whether other processes of this JVM's user may read its memory
 * @param self what the kernel says of this JVM
 */
record PtraceRefusal(String yama, String denyPtrace, boolean dumpable, SelfStatus self) {
  private static final String GRANT =
      "Docker and podman: run the container with --cap-add=SYS_PTRACE; Kubernetes: add SYS_PTRACE to"
          + " securityContext.capabilities; systemd: add @debug to SystemCallFilter.";

  static PtraceRefusal here() {
    return in(KernelFiles.HERE);
  }

  static PtraceRefusal in(KernelFiles files) {
    SelfStatus self = files.status();
    return new PtraceRefusal(
        files.setting("kernel.yama.ptrace_scope"),
        files.text("/sys/fs/selinux/booleans/deny_ptrace"),
        dumpable(Path.of(files.root() + "/proc/self/maps"), self),
        self);
  }

  /** The files in /proc of a process that is not dumpable belong to root, see proc(5). */
  private static boolean dumpable(Path maps, SelfStatus self) {
    try {
      String owner = Files.getAttribute(maps, "unix:uid").toString();
      return self.user().isEmpty() || owner.equals(self.user());
    } catch (IOException e) {
      return true;
    }
  }

  /** The most likely reason first: what alone is enough to have it refused. */
  Obstacle explain(int errno) {
    String refused = "The kernel refused ptrace(2) with " + Errno.name(errno) + ": ";
    boolean privileged = self.has(SelfStatus.CAP_SYS_PTRACE);
    if (Errno.name(errno).equals("ENOSYS")) {
      return new Obstacle(
          refused + "it is not there.",
          "This is an emulated Linux, such as qemu-user: run on a real kernel.");
    }
    if (!self.tracer().equals("0")) {
      return new Obstacle(
          refused + "process " + self.tracer() + " traces this JVM already, and its children.",
          "Start the JVM without strace or debugger, or tell it not to follow forks.");
    }
    if (yama.equals("3")) {
      return new Obstacle(
          refused + "kernel.yama.ptrace_scope is 3, which forbids it for good.",
          "Remove that setting from /etc/sysctl.d and restart the machine.");
    }
    if (yama.equals("2") && !privileged) {
      return new Obstacle(
          refused + "kernel.yama.ptrace_scope is 2, which allows it with CAP_SYS_PTRACE only.",
          "As root: sysctl kernel.yama.ptrace_scope=1. " + GRANT);
    }
    return byProcess(refused, privileged);
  }

  private Obstacle byProcess(String refused, boolean privileged) {
    if (!dumpable && !privileged) {
      return new Obstacle(
          refused
              + "this JVM's memory is protected, as that of a program with file capabilities is.",
          "Remove them (setcap -r $(readlink -f $(command -v java))), or use another JVM.");
    }
    if (denyPtrace.startsWith("1")) {
      return new Obstacle(
          refused + "SELinux denies it to everybody.", "As root: setsebool -P deny_ptrace off.");
    }
    if (self.filtered()) {
      return new Obstacle(
          refused + "most likely the seccomp filter around this JVM, that of a container.", GRANT);
    }
    return new Obstacle(
        refused + "probably a security module, such as AppArmor or SELinux.",
        "As root, \"journalctl -k\" shows what was denied. " + GRANT);
  }
}
