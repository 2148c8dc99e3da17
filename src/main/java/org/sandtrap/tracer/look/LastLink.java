package org.sandtrap.tracer.look;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;

/** A table of the calls that follow the symbolic link which is the last name of a path. */
final class LastLink {
  private static final Set<String> NEVER =
      Set.of(
          ("lstat lstat64 oldlstat lchown lchown32 unlink unlinkat rmdir rename renameat renameat2"
                  + " readlink readlinkat symlink symlinkat link mkdir mkdirat mknod mknodat"
                  + " lgetxattr lsetxattr llistxattr lremovexattr")
              .split(" "));

  /** Constants that keep a call from following, by the set of constants of its flags. */
  private static final Map<String, String> UNLESS =
      Map.of(
          "open", "O_NOFOLLOW",
          "at", "AT_SYMLINK_NOFOLLOW",
          "open_tree", "AT_SYMLINK_NOFOLLOW",
          "inotify", "IN_DONT_FOLLOW",
          "fanotify_mark", "FAN_MARK_DONT_FOLLOW",
          "umount", "UMOUNT_NOFOLLOW",
          "fspick", "FSPICK_SYMLINK_NOFOLLOW");

  private static final int AT_SYMLINK_FOLLOW = 0x400;
  private static final int MOVE_MOUNT_F_SYMLINKS = 0x01;
  private static final int MOVE_MOUNT_T_SYMLINKS = 0x10;
  private static final int FLAGS_OF_FIVE = 4;

  private LastLink() {}

  /**
   * Whether a call follows it.
   *
   * @param path the argument that is the path
   */
  static boolean isFollowed(Syscall call, Signature signature, long[] registers, Argument path) {
    long fifth = registers[FLAGS_OF_FIVE];
    return switch (call.name()) {
      case "linkat" -> path.name().equals("oldpath") && (fifth & AT_SYMLINK_FOLLOW) != 0;
      case "name_to_handle_at" -> (fifth & AT_SYMLINK_FOLLOW) != 0;
      case "move_mount" ->
          (fifth
                  & (path.name().equals("from_pathname")
                      ? MOVE_MOUNT_F_SYMLINKS
                      : MOVE_MOUNT_T_SYMLINKS))
              != 0;
      default -> !NEVER.contains(call.name()) && !isExcepted(call, signature, registers);
    };
  }

  private static boolean isExcepted(Syscall call, Signature signature, long[] registers) {
    return signature.arguments().stream()
        .anyMatch(flags -> isSet(call, flags, registers[flags.index()]));
  }

  private static boolean isSet(Syscall call, Argument flags, long value) {
    Optional<String> constant = flags.constants().map(UNLESS::get);
    return constant.isPresent() && isSet(call, constant.get(), value);
  }

  /** The flags that a register has for opening; 0 where none has any. */
  static long openFlags(Signature signature, long[] registers) {
    return signature.arguments().stream()
        .filter(argument -> argument.constants().filter("open"::equals).isPresent())
        .mapToLong(argument -> registers[argument.index()])
        .findFirst()
        .orElse(0);
  }

  /** Whether a constant is among flags, with all its bits. */
  static boolean isSet(Syscall call, String constant, long value) {
    long bits = Constants.value(call.abi(), constant).orElse(0);
    return bits != 0 && (value & bits) == bits;
  }
}
