package org.sandtrap.assertion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.ThreadStart;
import org.sandtrap.trace.Trace;

/**
 * The descriptors of each process as its calls have made and closed them. A process that begins has
 * a copy of its parent's, or shares them, as the flags of clone(2) say; an exec closes those that
 * are marked so. A call that gives a descriptor does so when it returns, one that closes it when it
 * begins: then it does not matter that calls of several threads overlap.
 */
final class DescriptorTables {
  /** The calls that do something when they begin. */
  private static final Set<String> BEGINNING =
      Set.of("clone clone3 fork vfork close close_range fcntl fcntl64 ioctl unshare".split(" "));

  private static final int LAST_STANDARD = 2;
  private static final int CLOSE_ON_EXEC = 1; // FD_CLOEXEC

  private final Map<Integer, Table> tables = new HashMap<>(); // of each process
  private final Map<Integer, Call> births = new HashMap<>(); // the last one of each thread
  private final List<LeftOpen> left = new ArrayList<>();

  private DescriptorTables() {}

  /**
   * A descriptor that its process has made, and that was open when it ended.
   *
   * @param call the call that made it
   * @param number its number
   */
  record LeftOpen(Call call, int number) {}

  /** The descriptors of one process, or of several that share them. */
  private static final class Table extends TreeMap<Integer, Entry> {
    private static final long serialVersionUID = 1;
  }

  /**
   * An open descriptor.
   *
   * @param call the call that made it
   * @param inherited whether a parent made it
   * @param closesOnExec whether an exec closes it
   */
  private record Entry(Call call, boolean inherited, boolean closesOnExec) {}

  /** A moment, and what is done then. */
  private record Step(Duration time, Runnable action) {}

  /** The descriptors that were left open, in the order of the processes' ends. */
  static List<LeftOpen> leftOpen(Trace trace) {
    DescriptorTables tables = new DescriptorTables();
    tables.steps(trace).forEach(step -> step.action().run());
    List.copyOf(tables.tables.keySet()).stream().sorted().forEach(tables::end);
    return tables.left.stream()
        .distinct()
        .sorted(Comparator.comparingInt(one -> one.call().number()))
        .toList();
  }

  private List<Step> steps(Trace trace) {
    List<Step> steps = new ArrayList<>();
    for (Event event : trace.events()) {
      if (event instanceof Call call) {
        if (BEGINNING.contains(call.name())) {
          steps.add(new Step(call.time(), () -> begin(call)));
        }
        List<Integer> given = DescriptorSource.given(call);
        if (!given.isEmpty()) {
          Duration end = call.time().plus(call.duration().orElse(Duration.ZERO));
          steps.add(new Step(end, () -> given.forEach(number -> give(call, number))));
        }
      } else if (event instanceof ThreadStart start && start.isProcess()) {
        steps.add(new Step(start.time(), () -> start(start)));
      } else if (event instanceof Exec exec) {
        steps.add(new Step(exec.time(), () -> exec(exec.pid())));
      }
    }
    steps.sort(Comparator.comparing(Step::time)); // stable
    return steps;
  }

  private void give(Call call, int number) {
    table(call.pid()).put(number, new Entry(call, false, DescriptorSource.closesOnExec(call)));
  }

  private Table table(int pid) {
    return tables.computeIfAbsent(pid, any -> new Table());
  }

  private void begin(Call call) {
    switch (call.name()) {
      case "clone", "clone3", "fork", "vfork" -> births.put(call.tid(), call);
      case "close" -> {
        if (closes(call)) {
          table(call.pid()).remove(descriptor(call, "fd"));
        }
      }
      case "close_range" -> closeRange(call);
      case "fcntl", "fcntl64" -> {
        if (DescriptorSource.isCommand(call, "F_SETFD")) {
          mark(call, (CallValues.register(call, "arg").orElse(0) & CLOSE_ON_EXEC) != 0);
        }
      }
      case "ioctl" -> ioctl(call);
      case "unshare" -> {
        if (call.succeeded() && CallValues.has(call, "flags", "CLONE_FILES")) {
          unshare(call.pid());
        }
      }
      default -> {}
    }
  }

  /** Of close(2) the kernel lets go of the descriptor whatever it answers, unless there is none. */
  private static boolean closes(Call call) {
    return call.error().filter(error -> error.name().equals("EBADF")).isEmpty()
        && call.refusal().isEmpty();
  }

  private static int descriptor(Call call, String argument) {
    return (int) CallValues.register(call, argument).orElse(-1);
  }

  private void closeRange(Call call) {
    if (!call.succeeded()) {
      return;
    }
    if (CallValues.has(call, "flags", "CLOSE_RANGE_UNSHARE")) {
      unshare(call.pid());
    }
    long first = CallValues.register(call, "first").orElse(0);
    long last = CallValues.register(call, "last").orElse(-1);
    boolean marks = CallValues.has(call, "flags", "CLOSE_RANGE_CLOEXEC");
    Table table = table(call.pid());
    for (int number : List.copyOf(table.keySet())) {
      if (number >= first && number <= last) {
        table.computeIfPresent(number, (any, entry) -> marks ? marked(entry, true) : null);
      }
    }
  }

  private void ioctl(Call call) {
    long request = CallValues.register(call, "request").orElse(0);
    switch ((int) request) {
      case 0x5450 -> mark(call, false); // FIONCLEX
      case 0x5451 -> mark(call, true); // FIOCLEX
      default -> {}
    }
  }

  private void mark(Call call, boolean closesOnExec) {
    if (call.succeeded()) {
      table(call.pid())
          .computeIfPresent(descriptor(call, "fd"), (any, entry) -> marked(entry, closesOnExec));
    }
  }

  private static Entry marked(Entry entry, boolean closesOnExec) {
    return new Entry(entry.call(), entry.inherited(), closesOnExec);
  }

  private void start(ThreadStart start) {
    end(start.pid());
    Table parents = table(start.parentPid());
    boolean shared =
        Optional.ofNullable(births.get(start.parentTid()))
            .filter(DescriptorTables::sharesFiles)
            .isPresent();
    tables.put(start.pid(), shared ? parents : inherited(parents));
  }

  private static boolean sharesFiles(Call birth) {
    return switch (birth.name()) {
      case "clone" -> CallValues.has(birth, "flags", "CLONE_FILES");
      case "clone3" -> (CallValues.field(birth, "cl_args", "flags").orElse(0) & 0x400) != 0;
      default -> false;
    };
  }

  private static Table inherited(Table parents) {
    Table copy = new Table();
    parents.forEach(
        (number, entry) -> copy.put(number, new Entry(entry.call(), true, entry.closesOnExec())));
    return copy;
  }

  private void exec(int pid) {
    unshare(pid);
    table(pid).values().removeIf(Entry::closesOnExec);
  }

  private void unshare(int pid) {
    Table copy = new Table();
    copy.putAll(table(pid));
    tables.put(pid, copy);
  }

  private void end(int pid) {
    Table table = tables.remove(pid);
    if (table != null && tables.values().stream().noneMatch(other -> other == table)) {
      table.forEach(
          (number, entry) -> {
            if (number > LAST_STANDARD && !entry.inherited()) {
              left.add(new LeftOpen(entry.call(), number));
            }
          });
    }
  }
}
