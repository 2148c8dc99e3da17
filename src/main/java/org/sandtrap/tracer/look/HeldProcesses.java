package org.sandtrap.tracer.look;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sandtrap.policy.NamedProcess;
import org.sandtrap.policy.NamedProcess.Place;
import org.sandtrap.policy.ProcessNames;
import org.sandtrap.policy.ProcessNames.Name;
import org.sandtrap.policy.Seen;

/**
 * The processes that a held call names. Those of its run are traced by the thread that traces the
 * one that makes the call, or have ended as children of such. A group is of the run if a process of
 * it is: the run has a session of its own, whose groups no other process can join.
 */
final class HeldProcesses {
  private static final File PROC = new File("/proc");

  private final int tracer;
  private final int depth;

  private HeldProcesses(ProcessStatus caller) {
    this.tracer = caller.tracer();
    this.depth = caller.numbers().size() - 1;
  }

  static Seen<NamedProcess> of(HeldCall call) {
    List<Name> names = ProcessNames.of(call.call().name(), call.registers());
    Optional<ProcessStatus> caller = ProcessStatus.of(call.tid());
    if (caller.isEmpty() || caller.get().tracer() == 0 || caller.get().numbers().isEmpty()) {
      return Seen.nothing();
    }
    HeldProcesses processes = new HeldProcesses(caller.get());
    return new Seen<>(
        true,
        names.stream()
            .map(name -> processes.named(name.kind(), (int) call.registers()[name.argument()]))
            .toList());
  }

  private NamedProcess named(ProcessNames.Kind kind, int number) {
    boolean group =
        switch (kind) {
          case PROCESS -> false;
          case GROUP -> true;
          case EITHER -> number < 0;
        };
    int named = kind == ProcessNames.Kind.EITHER ? Math.abs(number) : number;
    Place place = named <= 0 ? Place.NOWHERE : group ? ofGroup(named) : ofProcess(named);
    return new NamedProcess((group ? "group " : "process ") + named, place);
  }

  private Place ofProcess(int number) {
    if (depth == 0) {
      return ProcessStatus.of(number).map(this::place).orElse(Place.NOWHERE);
    }
    return found(tasks(), status -> status.isNumbered(number, depth));
  }

  private Place ofGroup(int number) {
    Predicate<ProcessStatus> member = status -> status.isOfGroup(number, depth);
    Optional<ProcessStatus> leader =
        depth == 0 ? ProcessStatus.of(number).filter(member) : Optional.empty();
    return leader.isPresent() ? place(leader.get()) : found(statuses(PROC), member);
  }

  private Place found(Stream<ProcessStatus> statuses, Predicate<ProcessStatus> wanted) {
    List<Place> places = statuses.filter(wanted).map(this::place).distinct().toList();
    if (places.contains(Place.RUN)) {
      return Place.RUN;
    }
    return places.isEmpty() ? Place.NOWHERE : Place.OUTSIDE;
  }

  private Place place(ProcessStatus status) {
    return isTraced(status) || isLeft(status) ? Place.RUN : Place.OUTSIDE;
  }

  private boolean isTraced(ProcessStatus status) {
    return status.tracer() == tracer;
  }

  /** Nobody traces what has ended and waits for its parent. */
  private boolean isLeft(ProcessStatus status) {
    return status.ended() && ProcessStatus.of(status.parent()).filter(this::isTraced).isPresent();
  }

  private static Stream<ProcessStatus> statuses(File directory) {
    return numbers(directory).flatMap(number -> ProcessStatus.of(number).stream());
  }

  /** All threads: only /proc itself leaves out those that are not the first of their process. */
  private static Stream<ProcessStatus> tasks() {
    return numbers(PROC).flatMap(number -> statuses(new File(PROC, number + "/task")));
  }

  private static Stream<Integer> numbers(File directory) {
    String[] names = directory.list();
    return Stream.of(names == null ? new String[0] : names)
        .filter(name -> name.matches("[0-9]+"))
        .map(Integer::parseInt);
  }
}
