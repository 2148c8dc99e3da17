package org.sandtrap.tracer.look;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.policy.Seen;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.decode.PathText;
import org.sandtrap.tracer.binding.ErrnoException;

/** The paths that a held call names: each as it is named, and without symbolic links. */
final class HeldPaths {
  /** The name of a file that has none, by O_TMPFILE, below the directory that it is in. */
  private static final String UNNAMED = "/#";

  private static final String PROC = "/proc/";
  private static final int AT_FDCWD = -100;
  private static final int HOW_SIZE = 24;
  private static final int RESOLVE_AT = 16;
  private static final int RESOLVE_IN_ROOT = 0x10;
  private static final int HOW_ARGUMENT = 2;

  private final HeldCall call;
  private final TraceeFiles files;
  private final Set<String> forms = new LinkedHashSet<>();
  private boolean whole = true;

  private HeldPaths(HeldCall call, TraceeFiles files) {
    this.call = call;
    this.files = files;
  }

  /** The paths that the arguments name, or the file of a descriptor where none does. */
  static Seen<String> of(HeldCall call) {
    Optional<Signature> signature = call.signature();
    if (signature.isEmpty()) {
      return Seen.nothing();
    }
    try {
      HeldPaths paths = new HeldPaths(call, TraceeFiles.of(call.pid(), call.tid()));
      paths.addAll(signature.get());
      return new Seen<>(paths.whole, List.copyOf(paths.forms));
    } catch (ErrnoException e) {
      return Seen.nothing(); // whose root this JVM may not see
    }
  }

  /** The path of the file of a descriptor, if it has one. */
  static Seen<String> of(HeldCall call, int descriptor) {
    try {
      HeldPaths paths = new HeldPaths(call, TraceeFiles.of(call.pid(), call.tid()));
      paths.attempt(() -> paths.descriptor(descriptor));
      return new Seen<>(paths.whole, List.copyOf(paths.forms));
    } catch (ErrnoException e) {
      return Seen.nothing();
    }
  }

  /** The forms of a path that is not an argument itself. */
  static List<String> of(HeldCall call, String path, boolean follows) throws ErrnoException {
    HeldPaths paths = new HeldPaths(call, TraceeFiles.of(call.pid(), call.tid()));
    paths.add("", path.startsWith("/") ? "" : paths.files.directory(AT_FDCWD), path, follows);
    return List.copyOf(paths.forms);
  }

  private void addAll(Signature signature) {
    boolean named = false;
    for (Argument argument : signature.arguments()) {
      if (argument.kind() == ArgumentKind.PATH) {
        named = true;
        attempt(() -> path(signature, argument));
      }
    }
    if (!named) {
      signature.arguments().stream()
          .filter(argument -> argument.kind() == ArgumentKind.FD)
          .findFirst()
          .ifPresent(fd -> attempt(() -> descriptor((int) call.value(fd))));
    }
  }

  /** The errors of a call that names no file: of a closed descriptor, and of a loop of links. */
  private static final Set<Integer> NO_FILE = Set.of(Errno.EBADF.number(), Errno.ELOOP.number());

  /** A step that fails where something stays hidden. */
  private interface Attempt {
    void run() throws ErrnoException;
  }

  private void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (ErrnoException e) {
      whole &= NO_FILE.contains(e.errno());
    }
  }

  private void path(Signature signature, Argument argument) throws ErrnoException {
    Optional<Argument> directory = call.directoryOf(argument);
    int fd = directory.map(it -> (int) call.value(it)).orElse(AT_FDCWD);
    if (call.value(argument) == 0) {
      if (directory.isPresent()) {
        descriptor(fd); // as of utimensat(2)
      }
      return;
    }
    String path = call.memory().path(call.value(argument));
    if (path.isEmpty()) {
      descriptor(fd);
      return;
    }
    boolean enclosed = false;
    long flags = LastLink.openFlags(signature, call.registers());
    boolean follows = LastLink.isFollowed(call.call(), signature, call.registers(), argument);
    if (call.call().name().equals("openat2")) {
      ByteBuffer how = call.memory().bytes(call.registers()[HOW_ARGUMENT], HOW_SIZE);
      flags = how.getLong(0);
      follows = !LastLink.isSet(call.call(), "O_NOFOLLOW", flags);
      enclosed = (how.getLong(RESOLVE_AT) & RESOLVE_IN_ROOT) != 0;
    }
    String base = path.startsWith("/") && !enclosed ? "" : files.directory(fd);
    boolean unnamed = LastLink.isSet(call.call(), "O_TMPFILE", flags);
    add(enclosed ? base : "", base, unnamed ? path + UNNAMED : path, follows);
  }

  private void add(String root, String base, String path, boolean follows) throws ErrnoException {
    String start = path.startsWith("/") || !root.isEmpty() ? "" : base;
    String named = PathText.normal("/" + start + "/" + path);
    form(named.equals("/") && !root.isEmpty() ? root : root + named);
    form(PathWalk.along(files, root, base, path, follows));
  }

  private void descriptor(int fd) throws ErrnoException {
    files.descriptor(fd).ifPresent(path -> form(path.isEmpty() ? "/" : path));
  }

  /** Where its root is not ours, a file has one more path: ours. */
  private void form(String path) {
    forms.add(text(path));
    if (!files.root().isEmpty()) {
      forms.add(text(files.root() + (path.equals("/") ? "" : path)));
    }
  }

  /** What a process calls by its own number is the same as by "self". */
  private String text(String path) {
    String own = PROC + (path.startsWith(PROC) ? files.numberInProc() : "");
    boolean isOwn = path.startsWith(PROC) && PathText.isBelow(path, own);
    String known = isOwn ? PROC + "self" + path.substring(own.length()) : path;
    return new String(known.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
