package org.sandtrap.tracer.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.binding.ProcFile;

/**
 * The control groups that there are, see cgroups(7), and the place where this JVM may make more
 * that limit memory.
 *
 * @param mounts what is mounted
 * @param membership the content of {@code /proc/self/cgroup}
 * @param controllers the content of {@code /proc/cgroups}; empty where it cannot be read
 */
public record Cgroups(List<Mount> mounts, String membership, String controllers) {
  private static final String NAME = "cgroups";
  private static final String MEMORY = "memory";
  private static final String MOUNT = "As root: mount -t cgroup2 none /sys/fs/cgroup.";
  private static final String SWITCHED_OFF =
      "Boot with the kernel parameter cgroup_enable=memory, as a Raspberry Pi needs it, and without"
          + " cgroup_disable=memory; or use a kernel with CONFIG_MEMCG.";

  /** The line of the controller, whose last column is whether it is enabled. */
  private static final Pattern ENABLED =
      Pattern.compile("^memory\\s+\\d+\\s+\\d+\\s+1$", Pattern.MULTILINE);

  private static final String DELEGATE =
      "Runs are limited exactly where this JVM may make groups that limit memory: with systemd, by"
          + " systemd-run --user --scope -p Delegate=yes mvn verify; in a system service, with"
          + " Delegate=yes, after the JVM was moved into a group of its own below that of the service"
          + " (DelegateSubgroup=jvm, since systemd 254); in a container, where"
          + " /sys/fs/cgroup is mounted writable (--privileged does), after moving all processes into"
          + " a group of their own and writing +memory into cgroup.subtree_control.";

  /** The control groups of this process. */
  public static Cgroups here() {
    return in(KernelFiles.HERE);
  }

  /** The control groups of which these files tell. */
  static Cgroups in(KernelFiles files) {
    return new Cgroups(
        Mount.in(files), files.text("/proc/self/cgroup"), files.text("/proc/cgroups"));
  }

  /** What {@code HostSupport.probe()} says of control groups. */
  public static ProbeResult result(KernelFiles files) {
    return MemoryCgroups.allowed()
        ? in(files).result()
        : ProbeResult.no(
            NAME,
            "switched off by the system property " + MemoryCgroups.PROPERTY,
            "Leave -D" + MemoryCgroups.PROPERTY + "=off out.");
  }

  ProbeResult result() {
    Optional<CgroupParent> place = place();
    Optional<String> obstacle = place.flatMap(CgroupParent::obstacle);
    if (place.isEmpty() && mounted().isEmpty()) {
      return ProbeResult.no(NAME, "not mounted", MOUNT);
    }
    if (place.isEmpty() && !knowsMemory()) {
      return ProbeResult.no(NAME, mounted() + "; the kernel does not control memory", SWITCHED_OFF);
    }
    if (place.isEmpty() || obstacle.isPresent()) {
      return ProbeResult.no(
          NAME, mounted() + obstacle.map(text -> "; " + text).orElse(""), DELEGATE);
    }
    return ProbeResult.yes(
        NAME, mounted() + "; groups that limit memory in " + place.get().directory());
  }

  /** Whether the kernel has the controller, and it was not switched off when it was booted. */
  private boolean knowsMemory() {
    return controllers.isEmpty()
        || ENABLED.matcher(controllers).find()
        || ofType("cgroup2").anyMatch(mount -> words(offered(mount)).contains(MEMORY));
  }

  private static Path offered(Mount mount) {
    return Path.of(mount.point().toString(), "cgroup.controllers");
  }

  /** Where groups that limit memory can be made; version 2 if both could. */
  Optional<CgroupParent> place() {
    return second()
        .map(directory -> new CgroupParent(directory, CgroupVersion.SECOND))
        .or(() -> first().map(directory -> new CgroupParent(directory, CgroupVersion.FIRST)));
  }

  /**
   * In version 2 a group with processes in it has no limited groups below it, so it is usually the
   * parent of our own group.
   */
  private Optional<Path> second() {
    return ofType("cgroup2")
        .flatMap(mount -> own(mount, "").stream().flatMap(own -> upwards(own, mount)))
        .filter(directory -> words(directory.resolve("cgroup.subtree_control")).contains(MEMORY))
        .filter(directory -> writable(directory, CgroupVersion.SECOND))
        .findFirst();
  }

  /** The directories of the own group and of all above it that can be seen. */
  Stream<Path> groups(String type, String controller) {
    return ofType(type)
        .filter(mount -> controller.isEmpty() || mount.options().contains(controller))
        .flatMap(
            mount ->
                own(mount, controller).stream()
                    .flatMap(own -> Stream.iterate(own, Objects::nonNull, Path::getParent))
                    .takeWhile(group -> group.startsWith(mount.point())));
  }

  private static Stream<Path> upwards(Path own, Mount mount) {
    Path parent = own.getParent();
    return parent != null && parent.startsWith(mount.point())
        ? Stream.of(own, parent)
        : Stream.of(own);
  }

  private Optional<Path> first() {
    return ofType("cgroup")
        .filter(mount -> mount.options().contains(MEMORY))
        .flatMap(mount -> own(mount, MEMORY).stream())
        .filter(directory -> writable(directory, CgroupVersion.FIRST))
        .findFirst();
  }

  private Stream<Mount> ofType(String type) {
    return mounts.stream().filter(mount -> mount.type().equals(type));
  }

  /** What is there, and where this JVM is in it; "" for nothing. */
  private String mounted() {
    String second =
        ofType("cgroup2")
            .findFirst()
            .map(mount -> "version 2 at " + describe(mount, "", CgroupVersion.SECOND))
            .orElse("");
    String first =
        ofType("cgroup")
            .filter(mount -> mount.options().contains(MEMORY))
            .findFirst()
            .map(mount -> "memory of version 1 at " + describe(mount, MEMORY, CgroupVersion.FIRST))
            .orElse("");
    return first.isEmpty() || second.isEmpty() ? second + first : second + "; " + first;
  }

  private String describe(Mount mount, String controller, CgroupVersion version) {
    String group =
        own(mount, controller)
            .map(own -> "own group " + own + (writable(own, version) ? "" : " (not writable)"))
            .orElse("own group hidden");
    return mount.point() + ", " + group;
  }

  /** The directory of the group this JVM is in; a line is {@code ID:CONTROLLERS:PATH}. */
  private Optional<Path> own(Mount mount, String controller) {
    String root = mount.root().equals("/") ? "" : mount.root();
    return membership
        .lines()
        .map(line -> line.split(":", 3))
        .filter(line -> line.length == 3 && List.of(line[1].split(",")).contains(controller))
        .map(line -> line[2])
        .filter(path -> path.startsWith(root + "/") || path.equals(root))
        .filter(path -> !path.startsWith("/.."))
        .map(path -> Path.of(mount.point() + path.substring(root.length())))
        .findFirst();
  }

  /** Moving a process takes the right to write into the group that contains both places. */
  private static boolean writable(Path group, CgroupVersion version) {
    return Files.isWritable(group) && Files.isWritable(group.resolve(version.entrance()));
  }

  private static List<String> words(Path file) {
    return List.of(ProcFile.text(file.toString()).orElse("").split(" "));
  }
}
