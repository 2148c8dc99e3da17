package org.sandtrap.policy;

import org.sandtrap.policy.BpfProgram.Label;
import org.sandtrap.syscall.Abi;

/**
 * The seccomp filter that every program gets, so that no process can leave supervision.
 *
 * <p>A child created with {@code CLONE_UNTRACED} would not be followed: clone(2) with that flag
 * fails with EPERM. clone3(2) keeps its flags in memory, where no filter can look and other threads
 * can change them: it fails with ENOSYS, as on a kernel before 5.3, whereupon C libraries use
 * clone(2).
 */
public final class GuardFilter {
  private static final int CLONE_UNTRACED = 0x0080_0000;
  private static final int CLONE3 = 435;
  private static final int X32_BIT = 0x4000_0000;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;

  private GuardFilter() {}

  /**
   * The filter for a machine.
   *
   * @param machine what {@code os.arch} says: {@code amd64} or {@code aarch64}
   * @return instructions in the machine's byte order, {@code struct sock_filter} after {@code
   *     struct sock_filter}
   */
  public static byte[] bytes(String machine) {
    return switch (machine) {
      case "amd64", "x86_64" -> filter(Abi.X86_64, 56, Abi.I386, 120);
      case "aarch64" -> filter(Abi.AARCH64, 220, Abi.ARM, 120);
      default ->
          throw new IllegalArgumentException(
              "This JVM runs on "
                  + machine
                  + ", but Sandtrap supervises programs on amd64 and aarch64 only.");
    };
  }

  /** In all these ABIs the flags of clone are its first argument. */
  private static byte[] filter(Abi wide, int wideClone, Abi narrow, int narrowClone) {
    BpfProgram program = new BpfProgram();
    Label other = program.label();
    Label clone = program.label();
    Label clone3 = program.label();
    Label untraced = program.label();
    program.loadArch().jumpUnless(wide.auditArch(), other);
    program.loadNumber().and(~X32_BIT);
    program.jumpIf(wideClone, clone).jumpIf(CLONE3, clone3).allow();
    program.bind(other).jumpUnless(narrow.auditArch(), clone3);
    program.loadNumber();
    program.jumpIf(narrowClone, clone).jumpIf(CLONE3, clone3).allow();
    program.bind(clone).loadArgument(0).jumpIfAny(CLONE_UNTRACED, untraced).allow();
    program.bind(untraced).fail(EPERM);
    program.bind(clone3).fail(ENOSYS);
    return program.bytes();
  }
}
