package org.sandtrap.trace.decode;

import java.util.Set;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Constants;

/** The arguments that the kernel looks at: some only where another one has a certain value. */
final class LookedAt {
  private static final Set<String> FCNTL_ALONE =
      Set.of(
          "F_GETFD",
          "F_GETFL",
          "F_GETOWN",
          "F_GETSIG",
          "F_GETLEASE",
          "F_GETPIPE_SZ",
          "F_GET_SEALS");

  private static final Set<String> IOCTL_ALONE =
      Set.of("FIOCLEX", "FIONCLEX", "TIOCEXCL", "TIOCNXCL", "TIOCNOTTY", "TIOCCONS", "TIOCVHANGUP");

  private static final int FILE_TYPE = 0170000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int BLOCK_DEVICE = 0060000;

  private LookedAt() {}

  static boolean is(CallView call, Argument argument) {
    if (argument.kind() == ArgumentKind.UNUSED) {
      return call.signature().call().equals("getcpu");
    }
    return switch (call.signature().call()) {
      case "open", "openat" -> argument.kind() != ArgumentKind.MODE || makesFile(call, "flags");
      case "mknod", "mknodat" -> !argument.name().equals("dev") || makesDevice(call);
      case "mq_open" -> argument.index() < 2 || makesFile(call, "oflag");
      case "clone" -> ofClone(call, argument);
      case "fcntl", "fcntl64" -> argument.index() < 2 || !isOneOf(call, "cmd", FCNTL_ALONE);
      case "ioctl" -> argument.index() < 2 || !isOneOf(call, "request", IOCTL_ALONE);
      case "mremap" ->
          argument.index() < 4 || call.hasAny("flags", "MREMAP_FIXED", "MREMAP_DONTUNMAP");
      case "futex", "futex_time64" -> ofFutex(call, argument);
      case "prctl" -> argument.index() < ofPrctl(call);
      default -> true;
    };
  }

  private static boolean isOneOf(CallView call, String argument, Set<String> constants) {
    return constants.stream().anyMatch(constant -> call.is(argument, constant));
  }

  private static boolean makesFile(CallView call, String flags) {
    long directory = Constants.value(call.abi(), "O_DIRECTORY").orElse(0);
    long temporary = Constants.value(call.abi(), "O_TMPFILE").orElse(0) & ~directory;
    long creating = Constants.value(call.abi(), "O_CREAT").orElse(0);
    return (call.bits(flags).orElse(0L) & (temporary | creating)) != 0;
  }

  private static boolean makesDevice(CallView call) {
    long type = call.bits("mode").orElse(0L) & FILE_TYPE;
    return type == CHARACTER_DEVICE || type == BLOCK_DEVICE;
  }

  private static boolean ofClone(CallView call, Argument argument) {
    return switch (argument.name()) {
      case "parent_tid" -> call.hasAny("flags", "CLONE_PARENT_SETTID", "CLONE_PIDFD");
      case "child_tid" -> call.hasAny("flags", "CLONE_CHILD_SETTID", "CLONE_CHILD_CLEARTID");
      case "tls" -> call.hasAny("flags", "CLONE_SETTLS");
      default -> true;
    };
  }

  private static boolean ofFutex(CallView call, Argument argument) {
    int operation = (int) (call.bits("futex_op").orElse(0L) & 0x7f);
    boolean second = argument.name().equals("uaddr2");
    boolean third = argument.name().equals("val3");
    return switch (operation) {
      case 0, 6, 13 -> argument.index() < 4;
      case 1, 2 -> argument.index() < 3;
      case 7, 8 -> argument.index() < 2;
      case 3 -> !third;
      case 9 -> !second;
      case 10 -> argument.index() < 3 || third;
      case 11 -> !third;
      default -> true;
    };
  }

  /** How many arguments an operation of prctl has. */
  private static int ofPrctl(CallView call) {
    if (isOneOf(call, "option", PrctlForms.ALONE)) {
      return 1;
    }
    if (isOneOf(call, "option", PrctlForms.WITH_ONE)) {
      return 2;
    }
    return call.is("option", "PR_SET_SECCOMP") ? 3 : 5;
  }

  /** The operations of prctl by how many arguments they have. */
  private static final class PrctlForms {
    private static final Set<String> ALONE =
        Set.of(
            "PR_GET_DUMPABLE",
            "PR_GET_KEEPCAPS",
            "PR_GET_SECCOMP",
            "PR_GET_SECUREBITS",
            "PR_GET_TIMERSLACK",
            "PR_GET_TIMING",
            "PR_TASK_PERF_EVENTS_DISABLE",
            "PR_TASK_PERF_EVENTS_ENABLE");

    private static final Set<String> WITH_ONE =
        Set.of(
            "PR_SET_PDEATHSIG",
            "PR_GET_PDEATHSIG",
            "PR_SET_DUMPABLE",
            "PR_SET_KEEPCAPS",
            "PR_SET_NAME",
            "PR_GET_NAME",
            "PR_CAPBSET_READ",
            "PR_CAPBSET_DROP",
            "PR_SET_SECUREBITS",
            "PR_SET_TIMERSLACK",
            "PR_SET_CHILD_SUBREAPER",
            "PR_GET_CHILD_SUBREAPER",
            "PR_GET_TID_ADDRESS",
            "PR_GET_TSC",
            "PR_SET_TSC",
            "PR_SET_PTRACER");
  }
}
