package org.sandtrap.confinement;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.LauncherPlan;
import org.sandtrap.tracer.binding.LauncherPlan.Ids;
import org.sandtrap.tracer.binding.LauncherPlan.Memory;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.LauncherPlan.Placement;
import org.sandtrap.tracer.binding.LauncherPlan.Processes;

/** A plan of the launcher, as mechanisms put it together. */
final class LauncherDraft {
  /**
   * A pid namespace as well: the only {@code /proc} to be shown is one of the run's own processes.
   */
  static final Set<Namespace> NEEDED_FOR_ROOT = EnumSet.of(Namespace.MOUNT, Namespace.PID);

  private static final byte[] PROC = "/proc".getBytes(StandardCharsets.UTF_8);
  private static final String SHARED_MEMORY = "/dev/shm";

  private final byte[] privateDirectory;
  private final Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
  private final List<Placement> placements = new ArrayList<>();
  private boolean needed;
  private boolean loopback;
  private boolean ownProcesses;
  private boolean ownMemory;
  private Optional<byte[]> staging = Optional.empty();
  private Optional<byte[]> jail = Optional.empty();
  private Optional<byte[]> owned = Optional.empty();
  private Optional<Ids> ids = Optional.empty();

  LauncherDraft(byte[] privateDirectory) {
    this.privateDirectory = privateDirectory;
  }

  void make(Set<Namespace> wanted) {
    needed = true;
    namespaces.addAll(wanted);
  }

  void raiseLoopback() {
    loopback = true;
  }

  /** Shows the processes of the new pid namespace in {@code /proc}, and no others. */
  void showOwnProcesses() {
    ownProcesses = true;
  }

  /** Gives the program a {@code /dev/shm} of its own, which ends with its run; see shm_open(3). */
  void hideSharedMemory() {
    ownMemory = true;
  }

  /** Builds a root of what may be reached. The private directory is hidden by it, here only. */
  void makeRoot(List<OpenTree> trees, boolean closesWriting) throws ConfinementException {
    make(NEEDED_FOR_ROOT);
    ownProcesses = true;
    staging = Optional.of(privateDirectory);
    try {
      placements.addAll(NewRoot.of(trees, closesWriting));
    } catch (ErrnoException e) {
      throw new ConfinementException(
          "a link on the way of a path rule cannot be followed", e.errno());
    }
  }

  /** Makes a directory the root. */
  void enter(byte[] root, boolean mounts) {
    needed = true;
    jail = Optional.of(root);
    staging = mounts ? Optional.of(privateDirectory) : Optional.empty();
  }

  /** Changes the user, who gets the private directory. */
  void become(Ids other, byte[] directory) {
    needed = true;
    ids = Optional.of(other);
    owned = Optional.of(directory);
  }

  /** Takes from the program what root may do; whoever has a launcher has no capabilities. */
  void dropCapabilities() {
    needed = true;
  }

  /**
   * The plan, if a launcher is needed at all.
   *
   * @throws ConfinementException when the host grants each of the namespaces, but not all of them
   */
  Optional<LauncherPlan> plan(Abilities host) throws ConfinementException {
    if (!needed) {
      return Optional.empty();
    }
    if (ownProcesses && jail.isEmpty()) {
      placements.add(new Processes(PROC));
    }
    if (ownMemory && jail.isEmpty() && Files.isDirectory(Path.of(SHARED_MEMORY))) {
      placements.add(new Memory(SHARED_MEMORY.getBytes(StandardCharsets.UTF_8)));
    }
    Set<Namespace> all = namespaces.isEmpty() ? namespaces : host.namespaces(namespaces);
    return Optional.of(
        new LauncherPlan(all, loopback, staging, jail, placements, owned, ids, true));
  }
}
