package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.binding.LauncherPlan;
import org.sandtrap.tracer.binding.LauncherPlan.Placement;

/** Messages on steps of a launch that the launcher takes, for an isolation. */
final class LauncherMessage {
  private LauncherMessage() {}

  static String of(LaunchFailure failure, LauncherPlan plan) {
    return switch (failure.step()) {
      case LAUNCHER ->
          "the launcher, a file in memory that sets an isolation up, could not be executed."
              + " Expected vm.memfd_noexec to be 0 or 1 (as root: sysctl vm.memfd_noexec=1)";
      case MOUNT -> mount(failure, plan.placements());
      case ROOT -> root(plan);
      case IDENTITY -> identity(plan);
      default -> failure.step().meaning();
    };
  }

  private static String mount(LaunchFailure failure, List<Placement> placements) {
    String path = text(placements.get(failure.index()).target());
    return "'"
        + path
        + "' could not be mounted into the root of the program"
        + (Errno.name(failure.errno()).equals("ENOENT")
            ? ": it was there when the launch began. Start again, when nothing moves it"
            : ". What has other mounts below it takes Linux 5.12 (mount_setattr); without"
                + " namespaces Landlock does the same");
  }

  private static String root(LauncherPlan plan) {
    return plan.jail()
        .map(
            jail ->
                "'"
                    + text(jail)
                    + "' could not become the root. Expected an existing directory, which may be"
                    + " entered")
        .orElse("the root could not be changed, see pivot_root(2)");
  }

  private static String identity(LauncherPlan plan) {
    return plan.ids()
        .map(
            ids ->
                "user "
                    + Integer.toUnsignedString(ids.user())
                    + " and group "
                    + Integer.toUnsignedString(ids.group())
                    + " could not be set. In a user namespace, as of a rootless container, only the"
                    + " ids that are mapped there exist: see /proc/self/uid_map")
        .orElse("the ids of this JVM could not be mapped into a user namespace");
  }

  private static String text(byte[] path) {
    return new String(path, StandardCharsets.UTF_8);
  }
}
