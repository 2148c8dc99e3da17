package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;

/** A plan of what is copied of every call: lists, of which each call has one. */
public final class CapturePlan {
  /** Calls that return a descriptor. */
  private static final Set<String> OPENING =
      Set.of(
          "open creat openat openat2 open_by_handle_at dup dup2 dup3 socket accept accept4"
              .split(" "));

  private static final Set<String> OPENING_OTHERS =
      Set.of(
          ("epoll_create epoll_create1 eventfd eventfd2 signalfd signalfd4 timerfd_create"
                  + " inotify_init inotify_init1 fanotify_init memfd_create memfd_secret"
                  + " userfaultfd perf_event_open pidfd_open pidfd_getfd open_tree fsopen fspick"
                  + " fsmount io_uring_setup mq_open landlock_create_ruleset")
              .split(" "));

  private static final List<String> DUPLICATING = List.of("F_DUPFD", "F_DUPFD_CLOEXEC");
  private static final int NUMBERS = 1024;

  private final List<List<Copy>> lists = new ArrayList<>(List.of(List.of()));
  private final Map<List<Copy>, Integer> known = new HashMap<>(Map.of(List.of(), 0));
  private final Map<Abi, int[]> listOfCall = new HashMap<>();

  private CapturePlan() {}

  /** A holder that makes the plan when it is first wanted. */
  private static final class Loaded {
    private static final CapturePlan PLAN = new CapturePlan();
  }

  /** The plan, the same in all runs. */
  public static CapturePlan plan() {
    return Loaded.PLAN;
  }

  /** The lists; the first is empty. Complete once {@link #list} has been asked about all calls. */
  public List<List<Copy>> lists() {
    return lists;
  }

  /** The place of the list of a call. */
  public synchronized int list(Abi abi, int number) {
    return number >= NUMBERS ? 0 : listOfCall.computeIfAbsent(abi, this::find)[number];
  }

  private int[] find(Abi abi) {
    int[] found = new int[NUMBERS];
    for (int number = 0; number < NUMBERS; number++) {
      Syscall call = new Syscall(abi, number);
      Optional<Signature> signature = Signature.of(call);
      if (signature.isPresent()) {
        found[number] = number(copies(call, signature.get()));
      }
    }
    return found;
  }

  private int number(List<Copy> copies) {
    return known.computeIfAbsent(
        copies,
        list -> {
          lists.add(list);
          return lists.size() - 1;
        });
  }

  /** First what descriptors refer to: what else is copied may be cut where there is too much. */
  private List<Copy> copies(Syscall call, Signature signature) {
    List<Copy> copies = new ArrayList<>();
    for (Argument argument : signature.arguments()) {
      int index = argument.index();
      if (argument.kind() == ArgumentKind.FD) {
        copies.add(Copy.OfDescriptor.always(index));
      } else if (argument.kind() == ArgumentKind.PATH) {
        copies.add(new Copy.OfDirectory(index, directory(signature, index)));
      }
    }
    for (Capture capture : CaptureTable.of(call)) {
      copies.add(
          call.name().equals("socketcall") ? arguments(call, capture) : new Copy.OfMemory(capture));
    }
    switch (call.name()) {
      // The name of a local socket is in a directory.
      case "bind", "connect" -> copies.add(new Copy.OfDirectory(1, OptionalInt.empty()));
      case "sendto" -> copies.add(new Copy.OfDirectory(4, OptionalInt.empty()));
      case "socketpair" -> copies.add(new Copy.OfDescriptors(3));
      default -> {}
    }
    if (OPENING.contains(call.name()) || OPENING_OTHERS.contains(call.name())) {
      copies.add(Copy.OfDescriptor.always(Copy.RESULT));
    } else if (call.name().equals("fcntl") || call.name().equals("fcntl64")) {
      for (String command : DUPLICATING) {
        long value = Constants.value(call.abi(), command).orElseThrow();
        copies.add(new Copy.OfDescriptor(Copy.RESULT, OptionalInt.of(1), value));
      }
    }
    return copies;
  }

  private Copy arguments(Syscall call, Capture capture) {
    Syscall other = SocketArguments.call(call.abi(), capture.guardValue()).orElseThrow();
    int list = number(copies(other, Signature.of(other).orElseThrow()));
    return new Copy.OfArguments(
        capture.argument(),
        capture.guardArgument().orElseThrow(),
        capture.guardValue(),
        capture.unit(),
        list);
  }

  private static OptionalInt directory(Signature signature, int path) {
    return path > 0 && signature.arguments().get(path - 1).kind() == ArgumentKind.DIRFD
        ? OptionalInt.of(path - 1)
        : OptionalInt.empty();
  }
}
