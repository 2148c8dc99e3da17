package org.sandtrap.confinement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Enforcement;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.tracer.binding.Obstacle;

/** Path rules by rules on calls: a look at each path before the kernel sees it. */
final class WatchedFiles implements Mechanism {
  private static final List<String> CHANGING =
      List.of(
          "unlink",
          "rmdir",
          "rename",
          "link",
          "symlink",
          "mkdir",
          "mknod",
          "truncate",
          "chmod",
          "chown",
          "utime",
          "setxattr",
          "removexattr",
          "file_setattr");

  @Override
  public Optional<Obstacle> obstacle(Isolation isolation, Abilities host) {
    return isolation.enforcement() == Enforcement.BEST_EFFORT
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "Looks at calls stop mistakes and no attack.",
                "Where that is enough: enforcement = BEST_EFFORT."));
  }

  @Override
  public void confine(Draft draft) {
    Set<Access> closed = draft.closed();
    List<String> rules = new ArrayList<>();
    if (closed.contains(Access.READ)) {
      // The directory that O_PATH opens cannot be read, and what is opened for writing only
      // neither.
      rules.add("open(flags!&O_WRONLY|O_PATH,path!=" + draft.patterns(Access.READ) + ")");
    }
    if (closed.contains(Access.WRITE)) {
      String outside = "path!=" + draft.patterns(Access.WRITE) + ")";
      rules.add("open(flags&O_WRONLY|O_RDWR|O_CREAT|O_TRUNC," + outside);
      CHANGING.forEach(word -> rules.add(word + "(" + outside));
      rules.add("connect(address=/**,address!=" + draft.patterns(Access.WRITE) + ")");
    }
    if (closed.contains(Access.EXECUTE)) {
      rules.add("exec(path!=" + draft.patterns(Access.EXECUTE) + ")");
    }
    draft.deny(rules);
    draft.protect(
        "files",
        "looks at calls",
        "a thread or process that changes a path, a directory or a link between the look and the"
            + " call gets past it; what a file was opened for before stays possible");
  }
}
