package org.sandtrap.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.QuotedBytes;
import org.sandtrap.trace.value.Value;

/** An event in one line, with placeholders for what differs from run to run. */
final class SnapshotLine {
  private static final String PROCESS = "$PID";
  private static final String ADDRESS = "$ADDR";
  private static final String LENGTH = "$LENGTH";

  private static final String DIRECTORY = "S_IFDIR";

  private static final Set<String> DIRECTORY_SIZES =
      Set.of("st_size", "st_nlink", "stx_size", "stx_nlink");

  private final SnapshotProcesses processes;
  private final SnapshotPaths paths;

  /** The lengths of the texts of this line that have placeholders, with and without a NUL. */
  private final Set<Long> lengths = new HashSet<>();

  SnapshotLine(SnapshotProcesses processes, SnapshotPaths paths) {
    this.processes = processes;
    this.paths = paths;
  }

  String of(Event event) {
    if (event instanceof Call call) {
      return of(call);
    } else if (event instanceof Exec exec) {
      String arguments =
          exec.arguments().stream().map(this::quoted).collect(Collectors.joining(", "));
      return "+++ executes " + quoted(exec.path()) + " [" + arguments + "] +++";
    } else if (event instanceof SignalEvent signal) {
      String sender =
          signal.sender().isPresent()
              ? ", si_pid=" + processes.placeholder(signal.sender().getAsInt())
              : "";
      return "--- " + signal.signal().name() + " {si_code=" + signal.code() + sender + "} ---";
    }
    return event.toString();
  }

  private String of(Call call) {
    lengths.clear();
    call.arguments().forEach(argument -> argument(call, argument)); // for the lengths
    List<String> arguments = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      arguments.add(argument(call, argument));
    }
    String foreign = TraceText.isNative(call.abi()) ? "" : "[" + call.abi() + "] ";
    String refused =
        call.refusal()
            .map(one -> " (" + one.reason() + ")")
            .or(() -> call.alteration().map(one -> " " + one))
            .orElse("");
    String joined = String.join(", ", arguments);
    String result = call.returned() || call.awaited() ? " = " + result(call) : "";
    return foreign + call.name() + "(" + joined + ")" + result + refused;
  }

  private String result(Call call) {
    if (call.result().isEmpty()) {
      return "?";
    }
    long result = call.result().getAsLong();
    if (call.failed()) {
      return call.error().map(error -> "-1 " + error.name()).orElse(Long.toString(result));
    }
    Optional<String> placeholder = SnapshotValues.result(call.name());
    String text = lengths.contains(result) ? LENGTH : Long.toString(result);
    return placeholder.isEmpty() ? text : placeholder(placeholder.get(), result, text);
  }

  private String argument(Call call, Argument argument) {
    Value value = argument.value();
    boolean isNull = value instanceof Value.Address address && address.value() == 0;
    Optional<String> placeholder = SnapshotValues.argument(call.name(), argument.name());
    if (placeholder.isPresent() && !isNull) {
      return placeholder.get();
    }
    boolean process =
        Signature.of(call.syscall())
            .flatMap(signature -> signature.argument(argument.name()))
            .filter(one -> one.kind() == ArgumentKind.PID)
            .isPresent();
    if (value instanceof Value.Number number) {
      boolean length = !process && lengths.contains(number.value());
      return process
          ? processes.placeholder((int) number.value())
          : length ? LENGTH : number.text();
    }
    return text(value);
  }

  private String placeholder(String placeholder, long number, String text) {
    if (placeholder.equals(PROCESS)) {
      return processes.placeholder(number);
    }
    return number == 0 && placeholder.equals(ADDRESS) ? text : placeholder;
  }

  private String text(Value value) {
    if (value instanceof Value.Address address) {
      return address.value() == 0 ? address.text() : ADDRESS;
    } else if (value instanceof Value.Text text) {
      return quoted(text.bytes(), text.bytes().length, text.complete());
    } else if (value instanceof Value.FilePath path) {
      return text(path.given());
    } else if (value instanceof Value.Bytes bytes) {
      byte[] first = bytes.bytes();
      return quoted(first, bytes.length(), first.length == bytes.length());
    } else if (value instanceof Value.Struct struct) {
      return struct.fields().entrySet().stream()
          .map(field -> field.getKey() + "=" + field(struct, field))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof Value.Array array) {
      if (array.values().stream().allMatch(SnapshotLine::isPlain) && !isAt(array)) {
        return array.text(); // sets of signals have a form of their own
      }
      String more = array.values().size() < array.length() ? ", ...]" : "]";
      return array.values().stream().map(this::text).collect(Collectors.joining(", ", "[", more));
    } else if (value instanceof Value.Change change) {
      return "[" + text(change.before()) + " => " + text(change.after()) + "]";
    }
    return value.text();
  }

  /** Whether an empty list is written as the address that it is at. */
  private static boolean isAt(Value.Array array) {
    return array.values().isEmpty() && array.text().contains("0x");
  }

  private static boolean isPlain(Value value) {
    return value instanceof Value.Number || value instanceof Value.Named;
  }

  /** How large a directory is, and how many links it has, depends on its file system. */
  private static boolean isOfDirectory(Value.Struct struct, String field) {
    return DIRECTORY_SIZES.contains(field)
        && struct.fields().values().stream()
            .anyMatch(
                value -> value instanceof Value.Named mode && mode.names().contains(DIRECTORY));
  }

  private String field(Value.Struct struct, Map.Entry<String, Value> field) {
    if (isOfDirectory(struct, field.getKey())) {
      return "$SIZE";
    }
    Optional<String> placeholder = SnapshotValues.field(field.getKey());
    if (placeholder.isEmpty()) {
      return text(field.getValue());
    }
    return field.getValue() instanceof Value.Number number
        ? placeholder(placeholder.get(), number.value(), number.text())
        : placeholder.get();
  }

  private String quoted(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return quoted(bytes, bytes.length, true);
  }

  private String quoted(byte[] bytes, long length, boolean complete) {
    String replaced = new String(paths.replace(bytes), StandardCharsets.ISO_8859_1);
    byte[] shown = processes.inPath(replaced).getBytes(StandardCharsets.ISO_8859_1);
    if (!Arrays.equals(shown, bytes)) {
      lengths.add(length);
      lengths.add(length + 1);
    }
    return QuotedBytes.of(shown, complete);
  }
}
