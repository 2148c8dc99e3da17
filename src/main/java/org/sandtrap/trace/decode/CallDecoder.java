package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/** A decoder of the arguments of calls. Whatever a program gave, it makes values of it. */
public final class CallDecoder {
  private CallDecoder() {}

  /**
   * The arguments of a call in their order, without those that the kernel does not look at in this
   * case. Of a call that Linux does not know, its registers; of socketcall(2) and ipc(2) which call
   * it is made for, and the arguments of that.
   */
  public static List<Argument> arguments(RawCall call) {
    Optional<Signature> signature = Signature.of(call.call());
    Optional<Subcall> subcall = Subcall.of(call);
    if (subcall.isPresent()) {
      return inside(new CallView(call, signature.orElseThrow()), subcall.get());
    }
    return signature.isPresent() ? known(new CallView(call, signature.get())) : unknown(call);
  }

  /** What a {@code siginfo_t} says, in the interface of this machine; empty if it is not there. */
  public static Optional<Value.Struct> signal(byte[] info) {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    Syscall none = new Syscall(arm ? Abi.AARCH64 : Abi.X86_64, -1);
    RawCall call = new RawCall(none, new long[6], false, false, 0, List.of());
    Signature signature = new Signature("signal", Set.of(), List.of());
    Region region = Region.of(info);
    Value value = StructDecoder.value(new CallView(call, signature), "siginfo", region, false);
    return info.length > 0 && value instanceof Value.Struct struct
        ? Optional.of(struct)
        : Optional.empty();
  }

  private static List<Argument> known(CallView call) {
    List<Argument> arguments = new ArrayList<>();
    for (org.sandtrap.syscall.Argument argument : call.signature().arguments()) {
      Optional<Argument> wide = WideNumber.of(call, argument);
      if (wide.isPresent()) {
        arguments.add(wide.get());
      } else if (LookedAt.is(call, argument) && !WideNumber.isPart(call, argument)) {
        arguments.add(new Argument(argument.name(), value(call, argument)));
      }
    }
    return arguments;
  }

  /** Which call it is, and the arguments of that. */
  private static List<Argument> inside(CallView call, Subcall subcall) {
    List<Argument> arguments = new ArrayList<>();
    org.sandtrap.syscall.Argument which = call.signature().arguments().get(0);
    arguments.add(new Argument(which.name(), value(call, which)));
    Signature whole = Signature.of(subcall.raw().call()).orElseThrow();
    int count = Math.min(subcall.count(), whole.arguments().size());
    List<org.sandtrap.syscall.Argument> given = whole.arguments().subList(0, count);
    Signature own = new Signature(whole.call(), whole.classes(), given);
    arguments.addAll(known(new CallView(subcall.raw(), own)));
    return arguments;
  }

  private static Value value(CallView call, org.sandtrap.syscall.Argument argument) {
    return call.capture(argument).isPresent()
        ? new PointerDecoder(call, argument).value()
        : ScalarDecoder.value(call, argument);
  }

  private static List<Argument> unknown(RawCall call) {
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < call.registers().length; i++) {
      arguments.add(new Argument("arg" + i, Value.Number.hexadecimal(call.registers()[i])));
    }
    return arguments;
  }
}
