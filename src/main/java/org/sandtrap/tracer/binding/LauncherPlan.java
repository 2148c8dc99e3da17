package org.sandtrap.tracer.binding;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan of what the launcher does before it executes the program: a static program between the
 * child and the program, for whatever would change this JVM if the child did it.
 *
 * @param namespaces the new namespaces that the program lives in
 * @param loopback whether the loopback interface of its network namespace is brought up
 * @param staging a directory over which the new root is built; empty: the root stays
 * @param jail the directory that becomes the root; empty: an empty one where there is staging
 * @param placements what the new root has, in this order
 * @param owned a path that the program's user gets
 * @param ids the user and the groups of the program; empty: ours
 * @param dropsCapabilities whether the program has no capabilities
 */
public record LauncherPlan(
    Set<Namespace> namespaces,
    boolean loopback,
    Optional<byte[]> staging,
    Optional<byte[]> jail,
    List<Placement> placements,
    Optional<byte[]> owned,
    Optional<Ids> ids,
    boolean dropsCapabilities) {

  /** Copies the collections. */
  public LauncherPlan {
    namespaces = Set.copyOf(namespaces);
    placements = List.copyOf(placements);
  }

  /** A kind of namespace, see namespaces(7). */
  public enum Namespace {
    /** Mounts, mount_namespaces(7). */
    MOUNT(0x0002_0000),
    /** Host names. */
    UTS(0x0400_0000),
    /** Objects of System V and POSIX message queues, ipc_namespaces(7). */
    IPC(0x0800_0000),
    /** Users, user_namespaces(7). */
    USER(0x1000_0000),
    /** Processes, pid_namespaces(7). */
    PID(0x2000_0000),
    /** Networks, network_namespaces(7). */
    NETWORK(0x4000_0000);

    private final int flag;

    Namespace(int flag) {
      this.flag = flag;
    }

    /** {@code CLONE_NEW*} of clone(2). */
    public int flag() {
      return flag;
    }
  }

  /** A thing that the new root has. */
  public sealed interface Placement {
    /** Its absolute path. */
    byte[] target();
  }

  /**
   * A file or directory that is outside at the same path.
   *
   * @param target its absolute path
   * @param directory whether it is a directory
   * @param writable whether it may be written
   * @param executable whether what is in it may be executed
   * @param devices whether devices in it may be opened
   */
  public record Bound(
      byte[] target, boolean directory, boolean writable, boolean executable, boolean devices)
      implements Placement {}

  /**
   * A symbolic link.
   *
   * @param target its absolute path
   * @param text what it says
   */
  public record Link(byte[] target, byte[] text) implements Placement {}

  /**
   * The processes of the new pid namespace, where the host permits that; otherwise an empty
   * directory.
   *
   * @param target its absolute path
   */
  public record Processes(byte[] target) implements Placement {}

  /**
   * An empty file system in memory.
   *
   * @param target its absolute path
   */
  public record Memory(byte[] target) implements Placement {}

  /**
   * The ids of a program, see credentials(7).
   *
   * @param user the user
   * @param group the group
   * @param groups the supplementary groups
   */
  public record Ids(int user, int group, List<Integer> groups) {
    /** Copies the groups. */
    public Ids {
      groups = List.copyOf(groups);
    }
  }
}
