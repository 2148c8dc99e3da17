package org.sandtrap.assertion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sandtrap.syscall.CallPattern;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.value.Value;

/** The descriptors that a call gives to its process, and whether an exec closes them. */
final class DescriptorSource {
  private static final String ALWAYS = "";
  private static final long CLOEXEC = 0x80000; // O_CLOEXEC and its like in other flags

  /** Calls that return a descriptor: the argument with its flags, and the bit of close-on-exec. */
  private static final Map<String, Flag> RETURNING =
      Map.ofEntries(
          flag("open", "flags"),
          flag("openat", "flags"),
          Map.entry("openat2", new Flag(ALWAYS, 0)),
          flag("open_by_handle_at", "flags"),
          none("creat"),
          none("dup"),
          none("dup2"),
          flag("dup3", "flags"),
          flag("socket", "type"),
          none("accept"),
          flag("accept4", "flags"),
          none("epoll_create"),
          flag("epoll_create1", "flags"),
          none("eventfd"),
          flag("eventfd2", "flags"),
          none("signalfd"),
          flag("signalfd4", "flags"),
          flag("timerfd_create", "flags"),
          none("inotify_init"),
          flag("inotify_init1", "flags"),
          Map.entry("fanotify_init", new Flag("flags", 1)),
          Map.entry("memfd_create", new Flag("flags", 1)),
          flag("memfd_secret", "flags"),
          flag("userfaultfd", "flags"),
          Map.entry("perf_event_open", new Flag("flags", 8)),
          always("pidfd_open"),
          always("pidfd_getfd"),
          flag("open_tree", "flags"),
          flag("open_tree_attr", "flags"),
          Map.entry("fsopen", new Flag("flags", 1)),
          Map.entry("fspick", new Flag("flags", 1)),
          Map.entry("fsmount", new Flag("flags", 1)),
          always("io_uring_setup"),
          always("landlock_create_ruleset"),
          always("mq_open"));

  /** The calls that must be in a trace for its descriptors to be known. */
  static final List<String> WORDS =
      Stream.concat(
              RETURNING.keySet().stream().map(call -> CallPattern.EXACTLY + call),
              Stream.of("pipe", "socketpair", "close", "fcntl", "ioctl", "clone", "unshare"))
          .toList();

  private DescriptorSource() {}

  /** The bit in an argument that says whether an exec closes the descriptor. */
  private record Flag(String argument, long bit) {}

  private static Map.Entry<String, Flag> flag(String call, String argument) {
    return Map.entry(call, new Flag(argument, CLOEXEC));
  }

  private static Map.Entry<String, Flag> none(String call) {
    return Map.entry(call, new Flag(ALWAYS, 0));
  }

  private static Map.Entry<String, Flag> always(String call) {
    return Map.entry(call, new Flag(ALWAYS, 1));
  }

  /** The numbers of the descriptors that a call has given; none if it gives none, or failed. */
  static List<Integer> given(Call call) {
    if (!call.succeeded()) {
      return List.of();
    }
    String name = CallValues.subcall(call);
    return switch (name) {
      case "pipe", "pipe2" -> pair(call, "pipefd");
      case "socketpair" -> pair(call, "sv");
      case "fcntl", "fcntl64" -> isCopy(call) ? result(call) : List.of();
      case "dup2" -> isItself(call) ? List.of() : result(call);
      default -> RETURNING.containsKey(name) ? result(call) : List.of();
    };
  }

  private static List<Integer> result(Call call) {
    return List.of((int) call.result().orElse(-1));
  }

  /** Of a descriptor that becomes itself nothing changes, not even whether an exec closes it. */
  private static boolean isItself(Call call) {
    return CallValues.register(call, "oldfd").equals(CallValues.register(call, "newfd"));
  }

  private static boolean isCopy(Call call) {
    return isCommand(call, "F_DUPFD") || isCommand(call, "F_DUPFD_CLOEXEC");
  }

  /** Whether fcntl(2) is given a command. */
  static boolean isCommand(Call call, String command) {
    OptionalLong given = CallValues.register(call, "cmd");
    return given.isPresent() && given.equals(Constants.value(call.abi(), command));
  }

  private static List<Integer> pair(Call call, String argument) {
    Optional<Value> value =
        call.argument(argument)
            .map(one -> one instanceof Value.Change change ? change.after() : one);
    return value
        .filter(Value.Array.class::isInstance)
        .map(array -> numbers((Value.Array) array))
        .orElse(List.of());
  }

  private static List<Integer> numbers(Value.Array array) {
    return array.values().stream()
        .map(CallValues::number)
        .flatMapToInt(
            one -> one.isPresent() ? IntStream.of((int) one.getAsLong()) : IntStream.empty())
        .boxed()
        .toList();
  }

  /** Whether an exec closes what the call has given. */
  static boolean closesOnExec(Call call) {
    String name = CallValues.subcall(call);
    return switch (name) {
      case "pipe2" -> has(call, "flags", CLOEXEC);
      case "socketpair" -> has(call, "type", CLOEXEC);
      case "fcntl", "fcntl64" -> isCommand(call, "F_DUPFD_CLOEXEC");
      case "openat2" -> CallValues.opensWith(call, "O_CLOEXEC");
      default -> closesOnExec(call, RETURNING.get(name));
    };
  }

  private static boolean closesOnExec(Call call, Flag flag) {
    return flag != null
        && (flag.argument().equals(ALWAYS)
            ? flag.bit() != 0
            : has(call, flag.argument(), flag.bit()));
  }

  private static boolean has(Call call, String argument, long bit) {
    OptionalLong register = CallValues.register(call, argument);
    OptionalLong value =
        register.isPresent() ? register : CallValues.argument(call, argument); // of socketcall(2)
    return (value.orElse(0) & bit) != 0;
  }
}
