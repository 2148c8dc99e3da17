package org.sandtrap.trace.decode;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** A decoder of what sendmsg(2) and recvmsg(2) take, with all it points to. */
final class MessageDecoder {
  private final CallView call;
  private final RawCapture raw;
  private final List<RawCapture> parts;
  private final Region header;

  /**
   * A decoder of one message.
   *
   * @param call the call
   * @param raw its header
   * @param parts what was copied of the message at the same stop
   */
  MessageDecoder(CallView call, RawCapture raw, List<RawCapture> parts) {
    this.call = call;
    this.raw = raw;
    this.parts = parts;
    this.header = Region.of(raw.bytes());
  }

  Value message() {
    StructTable.Layout layout = StructTable.of(call.abi(), "msghdr").orElseThrow();
    if (!header.has(0, layout.size())) {
      return StructDecoder.value(call, "msghdr", header, raw.atExit());
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("msg_name", name());
    fields.put("msg_namelen", field("msg_namelen"));
    fields.put("msg_iov", buffers());
    fields.put("msg_iovlen", field("msg_iovlen"));
    Value control = control();
    boolean none = control instanceof Value.Address address && address.value() == 0;
    if (!none) {
      fields.put("msg_control", control);
    }
    fields.put("msg_controllen", field("msg_controllen"));
    fields.put("msg_flags", field("msg_flags"));
    return StructText.plain("msghdr", fields);
  }

  private Value field(String name) {
    StructTable.Member member =
        StructTable.of(call.abi(), "msghdr").orElseThrow().fields().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    int size = FieldDecoder.size(call.abi(), member.type());
    return FieldDecoder.value(call.abi(), member.type(), header.part(member.offset(), size));
  }

  private long number(String name) {
    return FieldDecoder.number(Map.of(name, field(name)), name);
  }

  private Optional<RawCapture> part(RawCapture.Part part) {
    return parts.stream()
        .filter(one -> one.part() == part)
        .filter(one -> one.argument() == raw.argument() && one.atExit() == raw.atExit())
        .filter(one -> one.status() != RawCapture.Status.UNREADABLE)
        .findFirst();
  }

  private Value name() {
    return part(RawCapture.Part.MSG_NAME)
        .filter(one -> number("msg_name") != 0 && one.bytes().length > 0)
        .map(one -> SocketAddresses.value(call, Region.of(one.bytes()), directory()))
        .orElseGet(() -> field("msg_name"));
  }

  /** Where the path of a local socket begins, if that is relative. */
  private Optional<String> directory() {
    return part(RawCapture.Part.BASE).map(one -> new String(one.bytes(), StandardCharsets.UTF_8));
  }

  private Value buffers() {
    return part(RawCapture.Part.MSG_IOV)
        .map(
            one ->
                new BufferDecoder(call, one)
                    .list(part(RawCapture.Part.MSG_DATA), number("msg_iovlen")))
        .orElseGet(() -> field("msg_iov"));
  }

  private Value control() {
    boolean some = number("msg_control") != 0 && number("msg_controllen") != 0;
    return part(RawCapture.Part.MSG_CONTROL)
        .filter(one -> some && one.bytes().length > 0)
        .map(one -> new ControlMessages(call, one).value())
        .orElseGet(() -> field("msg_control"));
  }
}
