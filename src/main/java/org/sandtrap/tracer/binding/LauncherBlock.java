package org.sandtrap.tracer.binding;

import org.sandtrap.tracer.binding.LauncherPlan.Bound;
import org.sandtrap.tracer.binding.LauncherPlan.Ids;
import org.sandtrap.tracer.binding.LauncherPlan.Link;
import org.sandtrap.tracer.binding.LauncherPlan.Memory;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.LauncherPlan.Placement;

/** A block of a plan that the launcher reads: {@code struct st_isolation}. */
final class LauncherBlock {
  private final PlanWriter plan;
  private final LauncherPlan launcher;
  private final int start;

  private LauncherBlock(PlanWriter plan, LauncherPlan launcher) {
    this.plan = plan;
    this.launcher = launcher;
    this.start = plan.skip(Layout.ISOLATION_SIZE);
  }

  /** Appends the block; answers its offset. */
  static int write(PlanWriter plan, LauncherPlan launcher) {
    LauncherBlock block = new LauncherBlock(plan, launcher);
    block.paths();
    block.placements();
    block.ids();
    int namespaces = 0;
    for (Namespace namespace : launcher.namespaces()) {
      namespaces |= namespace.flag();
    }
    block.number(Layout.ISOLATION_NAMESPACES, namespaces);
    block.number(Layout.ISOLATION_LOOPBACK, launcher.loopback() ? 1 : 0);
    block.number(Layout.ISOLATION_DROP_CAPABILITIES, launcher.dropsCapabilities() ? 1 : 0);
    return block.start;
  }

  private void number(int offset, int value) {
    plan.header(start + offset, value);
  }

  private void paths() {
    launcher.staging().ifPresent(path -> number(Layout.ISOLATION_STAGING, plan.string(path)));
    launcher.jail().ifPresent(path -> number(Layout.ISOLATION_JAIL, plan.string(path)));
    launcher.owned().ifPresent(path -> number(Layout.ISOLATION_OWNED, plan.string(path)));
  }

  private void placements() {
    number(Layout.ISOLATION_MOUNT_COUNT, launcher.placements().size());
    int at = plan.skip(launcher.placements().size() * Layout.MOUNT_SIZE);
    number(Layout.ISOLATION_MOUNTS, at);
    for (Placement placement : launcher.placements()) {
      int target = plan.string(placement.target());
      int source = placement instanceof Link link ? plan.string(link.text()) : target;
      plan.header(at + Layout.MOUNT_KIND, kind(placement));
      plan.header(at + Layout.MOUNT_FLAGS, placement instanceof Bound bound ? flags(bound) : 0);
      plan.header(at + Layout.MOUNT_SOURCE, source);
      plan.header(at + Layout.MOUNT_TARGET, target);
      at += Layout.MOUNT_SIZE;
    }
  }

  private static int kind(Placement placement) {
    if (placement instanceof Bound) {
      return Numbers.MOUNT_BIND;
    }
    if (placement instanceof Link) {
      return Numbers.MOUNT_LINK;
    }
    return placement instanceof Memory ? Numbers.MOUNT_MEMORY : Numbers.MOUNT_PROC;
  }

  private static int flags(Bound bound) {
    return (bound.directory() ? 0 : Numbers.MOUNT_FILE)
        | (bound.writable() ? 0 : Numbers.MOUNT_READ_ONLY)
        | (bound.executable() ? 0 : Numbers.MOUNT_NO_EXEC)
        | (bound.devices() ? Numbers.MOUNT_DEVICES : 0);
  }

  private void ids() {
    if (launcher.ids().isEmpty()) {
      return;
    }
    Ids ids = launcher.ids().get();
    number(Layout.ISOLATION_IDENTITY, 1);
    number(Layout.ISOLATION_USER, ids.user());
    number(Layout.ISOLATION_GROUP, ids.group());
    number(Layout.ISOLATION_GROUP_COUNT, ids.groups().size());
    int at = plan.skip(ids.groups().size() * Integer.BYTES);
    number(Layout.ISOLATION_GROUPS, at);
    for (int group : ids.groups()) {
      plan.header(at, group);
      at += Integer.BYTES;
    }
  }
}
