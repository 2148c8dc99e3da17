package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;

/**
 * The calls that failed with an error, and whether each was tried again: whether the next call of
 * its thread on the same descriptor is of the same name. Of a call without a descriptor it must be
 * the next one at all, or the next one behind the return from a handler of a signal.
 */
final class Retries {
  private static final int FIRST_RESTART = 512; // ERESTARTSYS
  private static final int LAST_RESTART = 516; // ERESTART_RESTARTBLOCK

  private final List<Event> events;
  private final Errno error;

  Retries(Trace trace, Errno error) {
    this.events = trace.events();
    this.error = error;
  }

  /** The calls that failed so. The return from a handler only has the result of another call. */
  List<Call> failed() {
    List<Call> failed = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Call call && hasFailed(call)) {
        failed.add(call);
      }
    }
    return failed;
  }

  private boolean hasFailed(Call call) {
    return !isReturn(call)
        && (call.error().filter(error::equals).isPresent()
            || error == Errno.EINTR && isInterrupted(call));
  }

  /**
   * Whether the program saw EINTR. The kernel decides that only when it calls the handler, and
   * until then answers numbers of its own; afterwards the return from the handler has the result.
   */
  private boolean isInterrupted(Call call) {
    long answer = -call.result().orElse(0);
    return answer >= FIRST_RESTART
        && answer <= LAST_RESTART
        && next(call)
            .filter(Retries::isReturn)
            .findFirst()
            .flatMap(Call::error)
            .filter(error::equals)
            .isPresent();
  }

  /** Those of them that were not tried again. */
  List<Call> givenUp() {
    return failed().stream().filter(call -> !isTriedAgain(call)).toList();
  }

  private boolean isTriedAgain(Call failed) {
    OptionalInt descriptor = descriptor(failed);
    return descriptor.isPresent()
        ? next(failed)
            .filter(call -> uses(call, descriptor.getAsInt()))
            .findFirst()
            .filter(call -> call.name().equals(failed.name()))
            .isPresent()
        : isSame(failed, next(failed).findFirst()) || isSame(failed, nextBehindHandler(failed));
  }

  private static boolean isSame(Call failed, Optional<Call> next) {
    return next.filter(call -> call.name().equals(failed.name())).isPresent();
  }

  private Optional<Call> nextBehindHandler(Call failed) {
    return next(failed)
        .dropWhile(call -> !isReturn(call))
        .filter(call -> !isReturn(call))
        .findFirst();
  }

  /** The calls of the thread that follow, each of which is read only when it is asked for. */
  private Stream<Call> next(Call call) {
    return IntStream.range(call.number() + 1, events.size())
        .mapToObj(events::get)
        .filter(event -> event.tid() == call.tid() && event instanceof Call)
        .map(Call.class::cast);
  }

  private static OptionalInt descriptor(Call call) {
    return descriptors(call).findFirst();
  }

  private static boolean uses(Call call, int descriptor) {
    return descriptors(call).anyMatch(one -> one == descriptor);
  }

  private static IntStream descriptors(Call call) {
    return Signature.of(call.syscall()).stream()
        .flatMap(signature -> signature.arguments().stream())
        .filter(argument -> argument.kind() == ArgumentKind.FD)
        .mapToInt(argument -> call.registers().get(argument.index()).intValue());
  }

  private static boolean isReturn(Call call) {
    return call.name().endsWith("sigreturn");
  }
}
