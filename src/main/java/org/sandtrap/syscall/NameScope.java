package org.sandtrap.syscall;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The names that a number can have where one number of a set means several things. */
final class NameScope {
  /** Of the calls that take the flags of open(2), those that open nothing have no access mode. */
  private static final Set<String> NOT_OPENING =
      Set.of("pipe2", "dup3", "delete_module", "memfd_secret");

  private static final Set<String> SHM_AT =
      Set.of("SHM_RDONLY", "SHM_RND", "SHM_REMAP", "SHM_EXEC");

  /** What get_mempolicy(2) is asked for has the values of what the other calls set. */
  private static final Set<String> POLICY_ASKED =
      Set.of("MPOL_F_NODE", "MPOL_F_ADDR", "MPOL_F_MEMS_ALLOWED");

  private final Syscall call;
  private final Signature signature;
  private final List<Long> registers;

  NameScope(Syscall call, Signature signature, List<Long> registers) {
    this.call = call;
    this.signature = signature;
    this.registers = registers;
  }

  /** The names that the value of an argument can have. */
  List<Constant> names(Argument argument) {
    return argument
        .constants()
        .or(argument.kind()::constants)
        .map(set -> Constants.in(set).stream().filter(fitting(set)).toList())
        .orElse(List.of());
  }

  private Predicate<Constant> fitting(String set) {
    return switch (set) {
      case "protocol" -> protocol();
      case "socket_option" -> name -> isNow("level", "SOL_SOCKET");
      case "ipc", "ipc_command" -> name -> isOfIpc(name.name());
      case "at" -> name -> isOfPath(name.name());
      case "open" ->
          name -> name.kind() != Constant.Kind.FIELD || !NOT_OPENING.contains(signature.call());
      case "socket_type" ->
          name -> name.kind() != Constant.Kind.FIELD || !signature.call().equals("accept4");
      case "mempolicy" ->
          name -> POLICY_ASKED.contains(name.name()) == signature.call().equals("get_mempolicy");
      case "wait" -> name -> !name.name().equals(waitsById() ? "WUNTRACED" : "WSTOPPED");
      case "timer" ->
          name -> name.name().startsWith("TFD") == signature.call().startsWith("timerfd");
      case "kexec" ->
          name ->
              name.name().startsWith("KEXEC_FILE") == signature.call().equals("kexec_file_load");
      default -> name -> true;
    };
  }

  private Predicate<Constant> protocol() {
    boolean internet = isNow("domain", "AF_INET") || isNow("domain", "AF_INET6");
    boolean netlink = isNow("domain", "AF_NETLINK");
    return name -> name.name().startsWith("NETLINK_") ? netlink : internet;
  }

  private boolean waitsById() {
    return signature.call().equals("waitid");
  }

  private boolean isOfIpc(String name) {
    return switch (name.substring(0, name.indexOf('_') + 1)) {
      case "IPC_" -> !name.equals("IPC_PRIVATE") && !(name.equals("IPC_NOWAIT") && isOf("shm"));
      case "SHM_" -> SHM_AT.contains(name) == signature.call().equals("shmat") && isOf("shm");
      case "MSG_" -> isOf("msg");
      default -> isOf("sem");
    };
  }

  private boolean isOf(String calls) {
    return signature.call().startsWith(calls);
  }

  private boolean isOfPath(String name) {
    return switch (name) {
      case "AT_REMOVEDIR" -> signature.call().equals("unlinkat");
      case "AT_EACCESS" -> signature.call().startsWith("faccessat");
      case "AT_HANDLE_FID" -> signature.call().equals("name_to_handle_at");
      default -> true;
    };
  }

  private boolean isNow(String argument, String constant) {
    long value = Constants.value(call.abi(), constant).orElseThrow();
    return signature
        .argument(argument)
        .map(one -> (registers.get(one.index()) & one.kind().mask(call.abi())) == value)
        .orElse(false);
  }
}
