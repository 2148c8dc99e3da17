package org.sandtrap.trace.decode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.SignalCode;
import org.sandtrap.trace.value.Value;

/** A decoder of what is told with a signal, of which some fields share their place. */
final class SignalInfo {
  private SignalInfo() {}

  /** Keeps the fields that this signal has. */
  static Value.Struct value(Map<String, Value> fields) {
    long number = FieldDecoder.number(fields, "si_signo");
    int code = (int) FieldDecoder.number(fields, "si_code");
    Map<String, Value> own = new LinkedHashMap<>();
    keep(own, fields, List.of("si_signo"));
    if (number == 0) {
      return new Value.Struct("siginfo", own, "{}");
    }
    String name =
        NamedValues.isSignal(number)
            ? SignalCode.name(Signal.of((int) number), code)
            : Integer.toString(code);
    boolean named = !name.startsWith("code ");
    own.put("si_code", named ? new Value.Named(code, List.of(name), name) : Value.Number.of(code));
    if (FieldDecoder.number(fields, "si_errno") != 0) {
      keep(own, fields, List.of("si_errno"));
    }
    keep(own, fields, others(number, code));
    if (number == Signal.SIGCHLD.number() && code > 0) {
      own.computeIfPresent("si_status", (field, value) -> status(value, code));
    }
    return StructText.plain("siginfo", own);
  }

  /** Of a child that a signal ended or stopped the signal. */
  private static Value status(Value value, int code) {
    return code == 1 ? value : NamedValues.signal(((Value.Number) value).value());
  }

  private static List<String> others(long number, int code) {
    if (code == SignalCode.SI_TIMER) {
      return List.of("si_tid", "si_overrun", "si_int", "si_ptr");
    }
    if (code < 0) {
      return code == SignalCode.SI_TKILL
          ? List.of("si_pid", "si_uid")
          : List.of("si_pid", "si_uid", "si_int", "si_ptr");
    }
    if (code == SignalCode.SI_USER) {
      return List.of("si_pid", "si_uid");
    }
    return ofKernel((int) number, code);
  }

  private static List<String> ofKernel(int number, int code) {
    return switch (number) {
      case 17 -> List.of("si_pid", "si_uid", "si_status", "si_utime", "si_stime");
      case 4, 5, 7, 8, 11 -> code == SignalCode.SI_KERNEL ? List.of() : List.of("si_addr");
      case 29 -> List.of("si_band", "si_fd");
      case 31 -> List.of("si_call_addr", "si_syscall", "si_arch");
      default -> List.of();
    };
  }

  private static void keep(Map<String, Value> own, Map<String, Value> from, List<String> names) {
    for (String name : names) {
      if (from.containsKey(name)) {
        own.put(name, from.get(name));
      }
    }
  }
}
