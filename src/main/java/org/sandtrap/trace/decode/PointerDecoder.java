package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** A decoder of an argument whose memory was to be copied. */
final class PointerDecoder {
  private final CallView call;
  private final Argument argument;
  private final long address;

  /**
   * A decoder of one argument.
   *
   * @param call the call
   * @param argument an argument that there is a capture for
   */
  PointerDecoder(CallView call, Argument argument) {
    this.call = call;
    this.argument = argument;
    this.address = call.bits(argument);
  }

  /** What was there; the address where that is not known, or the call did not write it. */
  Value value() {
    Capture capture = call.capture(argument).orElseThrow();
    if (capture.kind() == Capture.Kind.MMSG) {
      return new MessageListDecoder(call, argument)
          .list()
          .orElseGet(() -> new Value.Address(address));
    }
    Optional<Value> before =
        capture.moment().atEntry() && address != 0 ? at(capture, false) : Optional.empty();
    Optional<Value> after = isWritten(capture) ? at(capture, true) : Optional.empty();
    if (before.isPresent() && after.isPresent()) {
      return change(before.get(), after.get());
    }
    return after.or(() -> before).orElseGet(() -> new Value.Address(address));
  }

  private static Value change(Value before, Value after) {
    return before.text().equals(after.text()) ? after : new Value.Change(before, after);
  }

  private boolean isWritten(Capture capture) {
    if (!capture.moment().atExit() || address == 0 || !call.raw().returned()) {
      return false;
    }
    boolean interrupted = capture.moment() == Capture.Moment.END;
    return call.raw().failed() == interrupted && Written.is(call, capture);
  }

  private Optional<Value> at(Capture capture, boolean atExit) {
    RawCapture.Part part =
        switch (capture.kind()) {
          case STRING -> RawCapture.Part.STRING;
          case STRINGS -> RawCapture.Part.STRINGS;
          case IOVEC -> RawCapture.Part.IOVEC;
          case MSG -> RawCapture.Part.MSG;
          case BYTES, MMSG -> RawCapture.Part.BYTES;
        };
    return call.raw()
        .capture(argument.index(), atExit, part)
        .filter(raw -> raw.status() != RawCapture.Status.UNREADABLE)
        .filter(raw -> raw.bytes().length > 0 || !capture.type().equals("sockaddr"))
        .map(raw -> decoded(capture, raw));
  }

  private Value decoded(Capture capture, RawCapture raw) {
    return switch (capture.kind()) {
      case STRING -> text(raw);
      case STRINGS -> texts(raw);
      case IOVEC -> new BufferDecoder(call, raw).vector(capture);
      case MSG -> new MessageDecoder(call, raw, call.raw().captures()).message();
      case BYTES, MMSG -> new TypeDecoder(call, raw.atExit()).value(capture, raw);
    };
  }

  private Value text(RawCapture raw) {
    Value.Text text = new Value.Text(raw.bytes(), raw.status() == RawCapture.Status.WHOLE);
    return argument.kind() == ArgumentKind.PATH
        ? new Value.FilePath(text, call.text(argument.index(), RawCapture.Part.BASE))
        : text;
  }

  /** Texts with their zero bytes, the last of which may be cut. */
  private static Value texts(RawCapture raw) {
    List<Value> texts = new ArrayList<>();
    Region rest = Region.of(raw.bytes());
    boolean whole = raw.status() == RawCapture.Status.WHOLE;
    while (rest.length() > 0) {
      byte[] text = rest.text();
      rest = rest.from(text.length + 1);
      texts.add(new Value.Text(text, whole || rest.length() > 0));
    }
    return Value.Array.of(texts, Math.max(texts.size() + (whole ? 0 : 1), raw.whole()));
  }
}
