package org.sandtrap.confinement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.tracer.binding.Obstacle;

/**
 * Path rules by Landlock: the kernel decides about the file that it has found, whatever the path to
 * it. What Landlock does not govern is looked at instead, see {@link WatchedFiles}.
 */
final class LandlockedFiles implements Mechanism {
  private static final int WITH_DEVICES = 5;

  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    return host.withoutLandlock();
  }

  @Override
  public void confine(Draft draft) {
    Set<Access> closed = draft.closed();
    int version = draft.host().landlock();
    draft.handle(closed);
    draft.protect("files", "Landlock ABI " + version, gap(closed, version));
    if (closed.contains(Access.WRITE)) {
      watchAttributes(draft, version);
    }
  }

  private static String gap(Set<Access> closed, int version) {
    List<String> gaps = new ArrayList<>();
    gaps.add(
        "names, sizes, modes and times stay visible, changes can be watched, and directories can be"
            + " entered");
    if (closed.contains(Access.EXECUTE)) {
      gaps.add("code can still be loaded without executing a file, as ld.so(8) does");
    }
    if (version < Abilities.WITH_REFER) {
      gaps.add("moving and linking files from one directory to another fails everywhere (EXDEV)");
    }
    if (closed.contains(Access.WRITE) && version < WITH_DEVICES) {
      gaps.add("devices that can be opened take any ioctl(2)");
    }
    return String.join("; ", gaps);
  }

  private static void watchAttributes(Draft draft, int version) {
    String outside = "(path!=" + draft.patterns(Access.WRITE) + ")";
    List<String> rules = new ArrayList<>();
    for (String word :
        List.of("chmod", "chown", "utime", "setxattr", "removexattr", "file_setattr")) {
      rules.add(word + outside);
    }
    rules.add("connect(address=/**,address!=" + draft.patterns(Access.WRITE) + ")");
    boolean cuts = version < Abilities.WITH_TRUNCATE;
    if (cuts) {
      rules.add("truncate" + outside);
      rules.add("open(flags&O_TRUNC,path!=" + draft.patterns(Access.WRITE) + ")");
    }
    draft.deny(rules);
    draft.protect(
        "owners, modes, times and attributes of files, and local sockets with a path"
            + (cuts ? ", and cutting files" : ""),
        "looks at calls",
        "a thread or process that changes a path between the look and the call gets past it;"
            + " ioctl(2) on an open file, and datagrams to local sockets, are not looked at");
  }
}
