package org.sandtrap.tracer.module;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.EventDecoder;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.SignalEvent;
import org.sandtrap.trace.ThreadExit;
import org.sandtrap.trace.ThreadStart;
import org.sandtrap.trace.store.EventKind;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.store.RawEvent;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.SignalInfo;

/** A maker of events out of records, as they happen. */
final class RecordedEvents {
  private static final RawCapture.Part[] PARTS = RawCapture.Part.values();
  private static final RawCapture.Status[] STATUSES = RawCapture.Status.values();
  private static final long[] NONE = {};

  /** The calls that threads are in, by thread. */
  private final Map<Integer, Entry> entries = new HashMap<>();

  private int count;

  /** A call that has not returned. */
  private record Entry(RawCall call, long time) {}

  /** Remembers a call about which a question follows. */
  void entered(Records records) {
    Optional<Syscall> call = records.call();
    if (call.isPresent()) {
      List<RawCapture> captures = captures(records, false);
      RawCall raw = new RawCall(call.get(), records.arguments(), false, false, 0, captures);
      entries.put(records.tid(), new Entry(raw, records.time()));
    }
  }

  /** The call of a thread about which a question is; empty if no module wanted to see it. */
  Optional<Call> entry(Records records, Duration age) {
    return Optional.ofNullable(entries.get(records.tid()))
        .map(entry -> (Call) call(records, age, entry.call(), 0));
  }

  /** Forgets the call that a thread is in: its end is not asked about. */
  void forget(int tid) {
    entries.remove(tid);
  }

  /** The same call with its end; empty if its entry is not known. */
  Optional<Call> returned(Records records, Duration age) {
    Entry entry = entries.remove(records.index());
    if (entry == null) {
      return Optional.empty();
    }
    List<RawCapture> captures = new ArrayList<>(entry.call().captures());
    captures.addAll(captures(records, true));
    RawCall raw =
        new RawCall(
            entry.call().call(),
            entry.call().registers(),
            true,
            records.value() != 0,
            records.result(),
            captures);
    return Optional.of((Call) call(records, age, raw, records.time() - entry.time()));
  }

  private Event call(Records records, Duration age, RawCall raw, long nanos) {
    return decoded(EventKind.CALL, records, age, new long[] {nanos}, Optional.of(raw), List.of());
  }

  SignalEvent signal(Records records, Duration age) {
    SignalInfo info = records.signal();
    byte[] bytes = records.signalBytes();
    long[] numbers = {records.value(), info.code(), info.sender().orElse(0)};
    RawCapture whole =
        new RawCapture(
            0, false, RawCapture.Part.BYTES, RawCapture.Status.WHOLE, bytes, bytes.length);
    return (SignalEvent)
        decoded(EventKind.SIGNAL, records, age, numbers, Optional.empty(), List.of(whole));
  }

  ThreadStart start(Records records, Duration age) {
    long[] parents = {records.index(), records.value()};
    return (ThreadStart)
        decoded(EventKind.START, records, age, parents, Optional.empty(), List.of());
  }

  Exec exec(Records records, Duration age) {
    entries.remove(records.tid());
    return (Exec)
        decoded(EventKind.EXEC, records, age, NONE, Optional.empty(), captures(records, false));
  }

  ThreadExit end(Records records, Duration age) {
    entries.remove(records.tid());
    long[] status = {records.value()};
    return (ThreadExit) decoded(EventKind.END, records, age, status, Optional.empty(), List.of());
  }

  private Event decoded(
      EventKind kind,
      Records records,
      Duration age,
      long[] numbers,
      Optional<RawCall> call,
      List<RawCapture> captures) {
    RawEvent raw = new RawEvent(kind, age, records.tid(), records.pid(), numbers, call, captures);
    return EventDecoder.decode(count++, raw);
  }

  private static List<RawCapture> captures(Records records, boolean atExit) {
    List<RawCapture> captures = new ArrayList<>();
    records.rewindCaptures();
    while (records.nextCapture()) {
      byte[] bytes = new byte[records.capturedLength()];
      records.copyTo(bytes, 0);
      captures.add(
          new RawCapture(
              records.argument(),
              atExit,
              PARTS[records.part()],
              STATUSES[records.status()],
              bytes,
              records.wholeLength()));
    }
    return captures;
  }
}
