package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Value;

/** The messages beside the data of a message: descriptors, credentials. */
final class ControlMessages {
  private static final int SOCKET = 1;
  private static final int RIGHTS = 1;
  private static final int CREDENTIALS = 2;

  private final CallView call;
  private final RawCapture raw;
  private final StructTable.Layout head;

  ControlMessages(CallView call, RawCapture raw) {
    this.call = call;
    this.raw = raw;
    this.head = StructTable.of(call.abi(), "cmsghdr").orElseThrow();
  }

  Value value() {
    List<Value> messages = new ArrayList<>();
    int word = head.size() - 2 * Integer.BYTES;
    Region rest = Region.of(raw.bytes());
    while (rest.has(0, head.size())) {
      long length = rest.number(0, word);
      if (length < head.size() || length > Integer.MAX_VALUE - 2L * word) {
        break;
      }
      messages.add(message(rest.part(0, (int) length), word));
      rest = rest.from((int) (length + word - 1) / word * word);
    }
    boolean whole = raw.status() == RawCapture.Status.WHOLE;
    return Value.Array.of(messages, messages.size() + (whole ? 0 : 1));
  }

  private Value message(Region message, int word) {
    long level = message.number(word, 4);
    long type = message.number(word + 4, 4);
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("cmsg_len", Value.Number.unsigned(message.number(0, word)));
    fields.put("cmsg_level", named("socket_level", level));
    fields.put(
        "cmsg_type",
        level == SOCKET ? named("control_message", type) : Value.Number.hexadecimal(type));
    Region data = message.from(head.size());
    if (data.length() > 0) {
      fields.put("cmsg_data", data(level, type, data));
    }
    return StructText.plain("cmsghdr", fields);
  }

  private Value named(String set, long number) {
    return NamedValues.named(number, Constants.names(call.abi(), set, number, 0xffffffffL));
  }

  private Value data(long level, long type, Region data) {
    if (level == SOCKET && type == RIGHTS) {
      List<Value> descriptors = new ArrayList<>();
      for (int at = 0; data.has(at, 4); at += 4) {
        int number = (int) data.number(at, 4);
        descriptors.add(new Value.Descriptor(number, Optional.empty(), "" + number));
      }
      return Value.Array.of(descriptors, descriptors.size());
    }
    if (level == SOCKET && type == CREDENTIALS) {
      return StructDecoder.value(call, "ucred", data, raw.atExit());
    }
    return new Value.Bytes(data.bytes(), data.length());
  }
}
