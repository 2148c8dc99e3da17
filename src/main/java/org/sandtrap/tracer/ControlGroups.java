package org.sandtrap.tracer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which control groups there are, see cgroups(7).
 *
 * @param mounts what is mounted
 * @param membership the content of {@code /proc/self/cgroup}
 */
record ControlGroups(List<Mount> mounts, String membership) {
  private static final String NAME = "cgroups";
  private static final String UNIFY =
      "Boot with version 2 only (kernel parameters systemd.unified_cgroup_hierarchy=1 cgroup_no_v1=all).";
  private static final String DELEGATE =
      "With systemd: systemd-run --user --scope -p Delegate=yes mvn verify. In a container: mount /sys/fs/cgroup"
          + " writable (--privileged does).";

  static ControlGroups here() {
    return new ControlGroups(Mount.here(), ProcFile.text("/proc/self/cgroup").orElse(""));
  }

  Finding finding() {
    Optional<Mount> unified = ofType("cgroup2").findFirst();
    if (unified.isEmpty()) {
      String old = first();
      return old.isEmpty()
          ? Finding.no(NAME, "not mounted", "As root: mount -t cgroup2 none /sys/fs/cgroup.")
          : Finding.no(NAME, old + "; no version 2", UNIFY);
    }
    Optional<Path> own = own(unified.get());
    String found =
        "version 2 at "
            + unified.get().point()
            + own.map(group -> ", own group " + group + describe(group))
                .orElse(", own group hidden")
            + (first().isEmpty() ? "" : "; " + first());
    if (own.isEmpty() || !writable(own.get())) {
      return Finding.no(NAME, found, DELEGATE);
    }
    return controllers(own.get()).contains("memory")
        ? Finding.yes(NAME, found)
        : Finding.no(NAME, found + "; it does not control memory", UNIFY);
  }

  private Stream<Mount> ofType(String type) {
    return mounts.stream().filter(mount -> mount.type().equals(type));
  }

  /** What is there of version 1, or "". */
  private String first() {
    List<String> points = ofType("cgroup").map(Mount::point).toList();
    return points.isEmpty()
        ? ""
        : points.size() + " of version 1, such as " + points.get(points.size() - 1);
  }

  /** The directory of the group this JVM is in. */
  private Optional<Path> own(Mount mount) {
    return membership
        .lines()
        .filter(line -> line.startsWith("0::/") && !line.startsWith("0::/.."))
        .map(line -> line.substring("0::".length()))
        .filter(path -> mount.root().equals("/") || path.startsWith(mount.root()))
        .map(path -> mount.root().equals("/") ? path : path.substring(mount.root().length()))
        .map(path -> Path.of(mount.point() + path))
        .findFirst();
  }

  private static String describe(Path group) {
    return writable(group) ? " (writable)" : " (not writable)";
  }

  private static boolean writable(Path group) {
    return Files.isWritable(group) && Files.isWritable(group.resolve("cgroup.procs"));
  }

  private static List<String> controllers(Path group) {
    String text = ProcFile.text(group.resolve("cgroup.controllers").toString()).orElse("");
    return List.of(text.split(" "));
  }
}
