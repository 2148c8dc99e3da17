package org.sandtrap.trace;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sandtrap.code.Callers;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Signal;
import org.sandtrap.trace.decode.CallDecoder;
import org.sandtrap.trace.decode.PathText;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.store.RawEvent;

/** A decoder of events as they were recorded; for Sandtrap's own use. */
public final class EventDecoder {
  private static final int SIGNAL_BITS = 0x7f;

  private EventDecoder() {}

  /**
   * The event that was recorded. A call is as far as it has come, without a refusal or callers.
   *
   * @param number its place among the events
   */
  public static Event decode(int number, RawEvent raw) {
    return switch (raw.kind()) {
      case CALL -> call(number, raw, Optional.empty(), Optional.empty(), Callers.NONE, true);
      case SIGNAL -> signal(number, raw);
      case START ->
          new ThreadStart(
              number,
              raw.time(),
              raw.pid(),
              raw.tid(),
              (int) raw.numbers()[1],
              (int) raw.numbers()[0]);
      case END -> end(number, raw);
      case EXEC -> exec(number, raw);
      case LIMIT ->
          new LimitEvent(
              number, raw.time(), raw.pid(), raw.tid(), Limit.values()[(int) raw.numbers()[0]]);
    };
  }

  static Call call(
      int number,
      RawEvent raw,
      Optional<Refusal> refusal,
      Optional<Alteration> alteration,
      Callers callers,
      boolean results) {
    Optional<Duration> duration =
        raw.call().filter(call -> call.returned()).map(call -> Duration.ofNanos(raw.numbers()[0]));
    return new Call(
        number,
        raw.time(),
        raw.pid(),
        raw.tid(),
        duration,
        refusal,
        alteration,
        results,
        callers,
        raw.call().orElseThrow());
  }

  private static SignalEvent signal(int number, RawEvent raw) {
    int sender = (int) raw.numbers()[2];
    return new SignalEvent(
        number,
        raw.time(),
        raw.pid(),
        raw.tid(),
        Signal.of((int) raw.numbers()[0]),
        (int) raw.numbers()[1],
        sender == 0 ? OptionalInt.empty() : OptionalInt.of(sender),
        CallDecoder.signal(raw.captures().get(0).bytes()));
  }

  private static ThreadExit end(int number, RawEvent raw) {
    int status = (int) raw.numbers()[0];
    int signal = status & SIGNAL_BITS;
    return new ThreadExit(
        number,
        raw.time(),
        raw.pid(),
        raw.tid(),
        signal == 0 ? OptionalInt.of(status >> 8 & 0xff) : OptionalInt.empty(),
        signal == 0 ? Optional.empty() : Optional.of(Signal.of(signal)));
  }

  private static Exec exec(int number, RawEvent raw) {
    Map<RawCapture.Part, String> texts = new EnumMap<>(RawCapture.Part.class);
    for (RawCapture capture : raw.captures()) {
      if (capture.status() != RawCapture.Status.UNREADABLE) {
        texts.put(capture.part(), new String(capture.bytes(), StandardCharsets.UTF_8));
      }
    }
    String path = texts.getOrDefault(RawCapture.Part.LINK, "");
    String given = texts.getOrDefault(RawCapture.Part.STRING, "");
    String base = texts.getOrDefault(RawCapture.Part.BASE, "");
    boolean known = given.startsWith("/") || (!given.isEmpty() && base.startsWith("/"));
    String file = known ? PathText.absolute(base, given) : "";
    return new Exec(
        number,
        raw.time(),
        raw.pid(),
        raw.tid(),
        path,
        file,
        strings(texts.getOrDefault(RawCapture.Part.STRINGS, "")));
  }

  /** Each ends with a NUL. */
  private static List<String> strings(String texts) {
    List<String> all = new ArrayList<>(List.of(texts.split("\0", -1)));
    all.remove(all.size() - 1); // behind the last NUL
    return all;
  }
}
