package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Argument;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/**
 * A decoder of the messages of sendmmsg(2) and recvmmsg(2), with all they point to. What is sent is
 * as it was before the call, how much of it was sent as it was after it.
 */
final class MessageListDecoder {
  private static final String TYPE = "mmsghdr";
  private static final String HEADER = "msghdr";
  private static final String LENGTH = "msg_len";

  private final CallView call;
  private final Argument argument;

  MessageListDecoder(CallView call, Argument argument) {
    this.call = call;
    this.argument = argument;
  }

  /** The messages: {@code [{msg_hdr={...}, msg_len=3}]}; empty where the array is not known. */
  Optional<Value> list() {
    return array(true).or(() -> array(false)).map(this::list);
  }

  private Optional<RawCapture> array(boolean atExit) {
    return call.raw()
        .capture(argument.index(), atExit, RawCapture.Part.BYTES)
        .filter(raw -> raw.status() != RawCapture.Status.UNREADABLE);
  }

  private Value list(RawCapture raw) {
    Region array = Region.of(raw.bytes());
    int unit = StructTable.of(call.abi(), TYPE).orElseThrow().size();
    List<List<RawCapture>> messages = messages();
    List<Value> values = new ArrayList<>();
    for (int at = 0; array.has(at, unit); at += unit) {
      List<RawCapture> parts =
          values.size() < messages.size() ? messages.get(values.size()) : List.of();
      values.add(message(array.part(at, unit), parts, raw.atExit()));
    }
    return Value.Array.of(values, Math.max(values.size(), raw.whole() / unit));
  }

  /** What was copied of each message: a header begins the next. */
  private List<List<RawCapture>> messages() {
    List<List<RawCapture>> messages = new ArrayList<>();
    for (RawCapture capture : call.raw().captures()) {
      if (capture.argument() != argument.index()) {
        continue;
      }
      if (capture.part() == RawCapture.Part.MSG) {
        messages.add(new ArrayList<>());
      }
      if (capture.part() != RawCapture.Part.BYTES && !messages.isEmpty()) {
        messages.get(messages.size() - 1).add(capture);
      }
    }
    return messages;
  }

  private Value message(Region region, List<RawCapture> parts, boolean atExit) {
    boolean known = !parts.isEmpty() && parts.get(0).status() == RawCapture.Status.WHOLE;
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put(
        "msg_hdr",
        known
            ? new MessageDecoder(call, parts.get(0), parts).message()
            : StructDecoder.value(call, HEADER, region, atExit));
    Value whole = StructDecoder.value(call, TYPE, region, atExit);
    if (whole instanceof Value.Struct struct) {
      struct.field(LENGTH).ifPresent(length -> fields.put(LENGTH, length));
    }
    return StructText.plain(TYPE, fields);
  }
}
