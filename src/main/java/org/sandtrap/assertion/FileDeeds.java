package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.decode.PathText;
import org.sandtrap.trace.value.Value;

/** The deeds of calls on files: what each call does to which of its arguments. */
final class FileDeeds {
  /** The words for all calls that open, in rules. */
  static final List<String> OPENING = List.of("open");

  static final List<String> READING = List.of("read", "copy", "mmap", "getdents");

  /** The last ones write in the background, or lead to mappings that can be written. */
  static final List<String> WRITING =
      List.of(
          "write",
          "copy",
          "truncate",
          "fallocate",
          "mmap",
          "open",
          "io_submit",
          "io_uring_setup",
          "mprotect",
          "mremap");

  static final List<String> CREATING =
      List.of("open", "mkdir", "mknod", "symlink", "link", "rename", "bind");
  static final List<String> DELETING = List.of("unlink", "rmdir");
  static final List<String> RENAMING = List.of("rename");
  static final List<String> ATTRIBUTES =
      List.of("chmod", "chown", "utime", "setxattr", "removexattr", "file_setattr");

  /**
   * Files that open(2) with O_CREAT never makes, and that keep nothing: shells write to them so.
   */
  static final Set<String> DEVICES =
      Set.of("/dev/null", "/dev/zero", "/dev/full", "/dev/tty", "/dev/random", "/dev/urandom");

  private FileDeeds() {}

  /** The file that a call has opened, with the name it gave and the one it has. */
  static Optional<FileDeed> opened(Call call) {
    return switch (call.name()) {
      case "open", "creat", "openat", "openat2" ->
          succeeded(call)
              .flatMap(one -> FileDeed.of(one, CallValues.path(one, "pathname"), resolved(one)));
      case "open_by_handle_at" -> succeeded(call).flatMap(one -> FileDeed.of(one, resolved(one)));
      default -> Optional.empty();
    };
  }

  private static Optional<String> resolved(Call call) {
    return call.resultTarget().filter(PathText::isFile).map(PathText::withoutDeletion);
  }

  /** The file that a call has made, or may have made: no call tells whether it was there. */
  static Optional<FileDeed> created(Call call) {
    return switch (call.name()) {
      case "open", "creat", "openat", "openat2" ->
          opened(call)
              .filter(deed -> CallValues.opensWith(call, "O_CREAT"))
              .filter(deed -> deed.lastName().filter(DEVICES::contains).isEmpty());
      case "mkdir", "mkdirat", "mknod", "mknodat" -> named(call, "pathname");
      case "symlink", "symlinkat" -> named(call, "linkpath");
      case "link", "linkat", "rename", "renameat", "renameat2" -> named(call, "newpath");
      case "bind" -> boundSocket(call);
      case "socketcall" -> CallValues.subcall(call).equals("bind") ? boundSocket(call) : none();
      default -> Optional.empty();
    };
  }

  private static Optional<FileDeed> none() {
    return Optional.empty();
  }

  /** The file that a local socket is, if it has a path. */
  private static Optional<FileDeed> boundSocket(Call call) {
    return succeeded(call)
        .flatMap(one -> one.argument("addr"))
        .filter(Value.Struct.class::isInstance)
        .flatMap(address -> ((Value.Struct) address).field("sun_path"))
        .filter(Value.FilePath.class::isInstance)
        .flatMap(path -> FileDeed.of(call, PathText.absolute((Value.FilePath) path)));
  }

  /** The file or directory that a call has deleted. */
  static Optional<FileDeed> deleted(Call call) {
    return switch (call.name()) {
      case "unlink", "unlinkat", "rmdir" -> named(call, "pathname");
      default -> Optional.empty();
    };
  }

  /** The old name of what a call has renamed. */
  static Optional<FileDeed> renamed(Call call) {
    return switch (call.name()) {
      case "rename", "renameat", "renameat2" -> named(call, "oldpath");
      default -> Optional.empty();
    };
  }

  private static Optional<FileDeed> named(Call call, String argument) {
    return succeeded(call).flatMap(one -> FileDeed.of(one, CallValues.path(one, argument)));
  }

  /** The file from which a call has read, or that it has mapped into memory. */
  static Optional<FileDeed> read(Call call) {
    return switch (call.name()) {
      case "read", "pread64", "readv", "preadv", "preadv2", "getdents", "getdents64", "readahead" ->
          described(call, "fd");
      case "sendfile", "sendfile64" -> described(call, "in_fd");
      case "copy_file_range", "splice" -> described(call, "fd_in");
      default -> mapped(call);
    };
  }

  /** The file that a call has mapped into memory. */
  static Optional<FileDeed> mapped(Call call) {
    return switch (call.name()) {
      case "mmap", "mmap2" -> described(call, "fd");
      default -> Optional.empty();
    };
  }

  /** The file to which a call has written, or whose length it has changed. */
  static Optional<FileDeed> written(Call call) {
    return switch (call.name()) {
      case "write", "pwrite64", "writev", "pwritev", "pwritev2" ->
          described(call, "fd").filter(deed -> moved(call));
      case "sendfile", "sendfile64" -> described(call, "out_fd").filter(deed -> moved(call));
      case "copy_file_range", "splice" -> described(call, "fd_out").filter(deed -> moved(call));
      case "ftruncate", "ftruncate64", "fallocate" -> described(call, "fd");
      case "truncate", "truncate64" -> named(call, "path");
      default -> Optional.empty();
    };
  }

  /** The same, and what may be written without a call, or is emptied when it is opened. */
  static Optional<FileDeed> changed(Call call) {
    return switch (call.name()) {
      case "mmap", "mmap2" -> mapped(call).filter(deed -> isSharedAndWritable(call));
      case "open", "creat", "openat", "openat2" ->
          opened(call)
              .filter(deed -> CallValues.opensWith(call, "O_TRUNC"))
              .filter(deed -> call.resultTarget().map(PathText::isFile).orElse(true));
      default -> written(call);
    };
  }

  /** The file of which a call has changed the mode, the owner, the times or another attribute. */
  static Optional<FileDeed> attributed(Call call) {
    return switch (call.name()) {
      case "chmod", "fchmodat", "fchmodat2" -> named(call, "pathname");
      case "chown", "lchown", "chown32", "lchown32", "fchownat" -> named(call, "pathname");
      case "fchmod", "fchown", "fchown32", "fsetxattr", "fremovexattr" -> described(call, "fd");
      case "utime", "utimes" -> named(call, "filename");
      case "futimesat", "utimensat", "utimensat_time64" -> namedOrDescribed(call);
      case "setxattr", "lsetxattr", "removexattr", "lremovexattr" -> named(call, "path");
      case "setxattrat", "removexattrat", "file_setattr" -> named(call, "pathname");
      default -> Optional.empty();
    };
  }

  /** Without a path the descriptor is that of the file itself. */
  private static Optional<FileDeed> namedOrDescribed(Call call) {
    return CallValues.register(call, "pathname").orElse(0) == 0
        ? described(call, "dirfd")
        : named(call, "pathname");
  }

  private static boolean isSharedAndWritable(Call call) {
    return CallValues.has(call, "flags", "MAP_SHARED")
        && CallValues.has(call, "prot", "PROT_WRITE");
  }

  private static boolean moved(Call call) {
    return call.result().orElse(0) > 0;
  }

  /** What a descriptor refers to, unless that is no file: a pipe, a socket. */
  private static Optional<FileDeed> described(Call call, String argument) {
    Optional<String> target = CallValues.target(call, argument);
    boolean mapsNothing =
        isMapping(call) && (target.isEmpty() || CallValues.has(call, "flags", "MAP_ANONYMOUS"));
    return call.succeeded() && !mapsNothing && target.map(PathText::isFile).orElse(true)
        ? FileDeed.of(call, target)
        : Optional.empty();
  }

  private static boolean isMapping(Call call) {
    return call.name().startsWith("mmap");
  }

  private static Optional<Call> succeeded(Call call) {
    return Optional.of(call).filter(Call::succeeded);
  }
}
