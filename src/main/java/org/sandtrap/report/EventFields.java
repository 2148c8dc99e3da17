package org.sandtrap.report;

import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.trace.Alteration;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.LimitEvent;
import org.sandtrap.trace.Refusal;
import org.sandtrap.trace.SignalEvent;
import org.sandtrap.trace.ThreadExit;
import org.sandtrap.trace.ThreadStart;

/** The fields of an event of a trace: first those of all events, then those of its type. */
final class EventFields {
  private final JsonText json;
  private final ValueFields values;

  EventFields(JsonText json) {
    this.json = json;
    this.values = new ValueFields(json);
  }

  void write(Event event) {
    json.text("event", type(event));
    json.number("number", event.number());
    json.nanos("timeNanos", event.time());
    json.number("pid", event.pid());
    json.number("tid", event.tid());
    if (event instanceof Call call) {
      write(call);
    } else if (event instanceof SignalEvent signal) {
      json.text("signal", signal.signal().name());
      json.number("code", signal.code());
      json.number("sender", signal.sender());
    } else if (event instanceof ThreadStart start) {
      json.truth("process", start.isProcess());
      json.number("parentPid", start.parentPid());
      json.number("parentTid", start.parentTid());
    } else if (event instanceof ThreadExit end) {
      json.number("exitCode", end.exitCode());
      json.text("signal", end.signal().map(Signal::name));
    } else if (event instanceof Exec exec) {
      json.text("path", exec.path());
      json.text("file", exec.file());
      json.texts("arguments", exec.arguments());
    } else if (event instanceof LimitEvent limit) {
      json.text("limit", limit.limit().name());
    }
  }

  private static String type(Event event) {
    if (event instanceof Call) {
      return "call";
    } else if (event instanceof SignalEvent) {
      return "signal";
    } else if (event instanceof ThreadStart) {
      return "start";
    } else if (event instanceof ThreadExit) {
      return "end";
    }
    return event instanceof Exec ? "exec" : "limit";
  }

  private void write(Call call) {
    json.text("name", call.name());
    json.text("abi", call.abi().name());
    json.object(
        "arguments",
        () ->
            call.arguments()
                .forEach(
                    argument -> {
                      json.key(argument.name());
                      values.write(argument.value());
                    }));
    json.truth("returned", call.returned());
    json.number("result", boxed(call.result()));
    json.text("error", call.error().map(Errno::name));
    json.number("durationNanos", call.duration().map(time -> time.toNanos()));
    json.optional("refusal", call.refusal(), this::write);
    json.optional("alteration", call.alteration(), this::write);
    json.objects("callers", call.callers().all(), new LocationFields(json)::write);
  }

  private void write(Refusal refusal) {
    json.truth("byRule", refusal.byRule());
    json.text("reason", refusal.reason());
  }

  private void write(Alteration alteration) {
    json.truth("made", alteration.made());
    json.text("text", alteration.text());
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
