package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sandtrap.syscall.Abi;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** A decoder of memory whose type is known. */
final class TypeDecoder {
  private final CallView call;
  private final boolean atExit;

  /**
   * A decoder of what was copied at one stop.
   *
   * @param call the call
   * @param atExit whether that was after it
   */
  TypeDecoder(CallView call, boolean atExit) {
    this.call = call;
    this.atExit = atExit;
  }

  /** What was copied for an argument: one value, a list, or what has a form of its own. */
  Value value(Capture capture, RawCapture raw) {
    Region region = Region.of(raw.bytes());
    return switch (capture.type()) {
      case "bytes" -> bytes(capture, raw);
      case "sockaddr" ->
          SocketAddresses.value(
              call,
              region.part(0, addressLength(region)),
              call.text(capture.argument(), RawCapture.Part.BASE));
      case "sigset" -> SignalSets.value(region);
      case "fd_set" -> DescriptorSets.value(call, region);
      case "cpu_set" -> DescriptorSets.processors(region);
      case "dirents", "dirents64" -> new DirectoryEntries(call, capture, raw).value();
      case "cap_data" -> Capabilities.data(call.abi(), region);
      case "sched_param" -> single(new Value.Number(region.signed(0, 4), "" + region.signed(0, 4)));
      default -> typed(capture, raw, region);
    };
  }

  private Value bytes(Capture capture, RawCapture raw) {
    return switch (call.signature().call()) {
      case "getcwd" -> new Value.Text(Region.of(raw.bytes()).text(), isWhole(raw));
      case "setsockopt", "getsockopt" -> SocketOptions.value(call, raw);
      default -> new Value.Bytes(raw.bytes(), raw.whole());
    };
  }

  private static boolean isWhole(RawCapture raw) {
    return raw.status() == RawCapture.Status.WHOLE;
  }

  /** What the program had room for, if the address is longer. */
  private int addressLength(Region region) {
    return call.signature()
        .argument("addrlen")
        .flatMap(argument -> call.raw().capture(argument.index(), false, RawCapture.Part.BYTES))
        .filter(room -> atExit && room.bytes().length == Integer.BYTES)
        .map(room -> (int) Math.min(region.length(), Region.of(room.bytes()).number(0, 4)))
        .orElse(region.length());
  }

  private Value typed(Capture capture, RawCapture raw, Region region) {
    Abi abi = call.abi();
    OptionalInt size = StructTable.size(abi, capture.type());
    if (size.isEmpty()) {
      return new Value.Bytes(raw.bytes(), raw.whole());
    }
    int unit = size.getAsInt();
    boolean list =
        capture.source() == Capture.Source.FIXED
            ? capture.unit() > unit
            : capture.unit() == unit && unit > 1;
    if (list) {
      return list(capture.type(), region, unit, raw.whole() / unit);
    }
    Value value = StructDecoder.value(call, capture.type(), region, atExit);
    return ScalarType.size(abi, capture.type()).isPresent() ? single(value) : value;
  }

  private Value list(String type, Region region, int unit, long length) {
    List<Value> values = new ArrayList<>();
    for (int at = 0; region.has(at, unit); at += unit) {
      values.add(StructDecoder.value(call, type, region.part(at, unit), atExit));
    }
    return Value.Array.of(values, Math.max(values.size(), length));
  }

  /** A single value that a pointer leads to: {@code [16]}. */
  private static Value single(Value value) {
    return Value.Array.of(List.of(value), 1);
  }
}
