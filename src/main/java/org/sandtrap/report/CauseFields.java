package org.sandtrap.report;

import org.sandtrap.Cause;
import org.sandtrap.Crash;
import org.sandtrap.Stop;
import org.sandtrap.ThreadEnd;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Culprit;
import org.sandtrap.syscall.Syscall;

/** The fields of a cause: first the fields of all causes, then the fields of its type. */
final class CauseFields {
  private final JsonText json;
  private final LocationFields locations;

  CauseFields(JsonText json) {
    this.json = json;
    this.locations = new LocationFields(json);
  }

  void write(Cause cause) {
    json.text("type", cause.getClass().getSimpleName());
    json.text("verdict", cause.verdict().name());
    json.text("message", cause.message());
    if (cause instanceof Cause.Exited exited) {
      json.number("code", exited.code());
    } else if (cause instanceof Cause.Signalled signalled) {
      write(signalled);
    } else if (cause instanceof Cause.LimitReached reached) {
      write(reached);
    } else if (cause instanceof Cause.Forbidden forbidden) {
      json.object("call", () -> new DeniedCallFields(json).write(forbidden.call()));
    } else if (cause instanceof Cause.ForbiddenEvent forbidden) {
      json.text("event", forbidden.event());
      json.text("module", forbidden.by().module());
      json.text("reason", forbidden.by().reason());
    } else if (cause instanceof Cause.Finished finished) {
      json.text("label", finished.label());
      json.text("module", finished.module());
    } else if (cause instanceof Cause.BadPolicy bad) {
      json.text("event", bad.event());
      json.text("module", bad.module());
      json.text("problem", bad.problem().toString());
    } else if (cause instanceof Cause.Crowded crowded) {
      json.number("most", crowded.most());
    }
  }

  void write(Crash crash) {
    json.number("pid", crash.pid());
    json.text("name", crash.name());
    json.text("message", crash.toString());
    write(crash.death());
  }

  private void write(Cause.Signalled death) {
    json.text("signal", death.signal().name());
    json.number("signalNumber", death.signal().number());
    json.number("code", death.code());
    json.text("codeName", death.codeName());
    json.text("address", LocationFields.hex(death.address()));
    json.number("sender", death.sender());
    json.optional("where", death.where(), locations::write);
    json.objects("callers", death.callers().all(), locations::write);
    json.truth("nearStack", death.nearStack());
    json.number("stackBytes", death.stack().map(ByteSize::bytes));
  }

  private void write(Cause.LimitReached reached) {
    json.text("limit", reached.limit().name());
    json.text("allowed", reached.allowed());
    json.text("measured", reached.measured());
    json.number("allowedAmount", reached.allowedAmount());
    json.number("measuredAmount", reached.measuredAmount());
    json.text("unit", reached.limit().kind().unit());
    json.nanos("afterNanos", reached.after());
    json.optional("culprit", reached.culprit(), this::write);
    json.objects("threads", reached.threads(), this::write);
  }

  private void write(ThreadEnd thread) {
    json.number("tid", thread.tid());
    json.number("pid", thread.pid());
    json.text("name", thread.name());
    json.text("call", thread.call().map(Syscall::name));
    json.optional("location", thread.location(), locations::write);
    json.objects("callers", thread.callers().all(), locations::write);
    json.optional("stop", thread.stop(), this::write);
  }

  private void write(Stop stop) {
    json.text("signal", stop.signal().name());
    json.number("sender", stop.sender());
  }

  private void write(Culprit culprit) {
    json.number("pid", culprit.pid());
    json.text("name", culprit.name());
  }
}
