package org.sandtrap.trace;

import java.util.List;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/** Descriptors of sockets with what is known of these: {@code 3<TCP:[127.0.0.1:80]>}. */
final class SocketText {
  private final Trace trace;

  /** Of the sockets of a trace. */
  SocketText(Trace trace) {
    this.trace = trace;
  }

  /** The arguments of a call, with the sockets that they refer to in their texts. */
  List<Argument> arguments(Call call) {
    return call.arguments().stream().map(argument -> argument(call, argument)).toList();
  }

  private Argument argument(Call call, Argument argument) {
    if (!(argument.value() instanceof Value.Descriptor descriptor)) {
      return argument;
    }
    return trace
        .knownSocket(call, argument.name())
        .map(socket -> descriptor.text() + inBrackets(socket))
        .map(text -> new Value.Descriptor(descriptor.number(), descriptor.target(), text))
        .map(value -> new Argument(argument.name(), value))
        .orElse(argument);
  }

  /** What stands behind the result of a call: nothing, unless that is a descriptor of a socket. */
  String result(Call call) {
    return trace.knownResultSocket(call).map(SocketText::inBrackets).orElse("");
  }

  private static String inBrackets(TracedSocket socket) {
    return "<" + socket + ">";
  }
}
