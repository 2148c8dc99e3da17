package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.value.Value;

/** The text of a structure, in which strace(1) leaves out what matters less. */
final class StructText {
  private static final String MORE = "...";
  private static final long NOW = (1L << 30) - 1;
  private static final long OMIT = (1L << 30) - 2;

  private final CallView call;
  private final boolean atExit;

  StructText(CallView call, boolean atExit) {
    this.call = call;
    this.atExit = atExit;
  }

  /**
   * The structure with its text.
   *
   * @param type its name
   * @param fields its fields in their order
   * @param complete whether none is missing because memory was not copied
   */
  Value.Struct of(String type, Map<String, Value> fields, boolean complete) {
    return switch (type) {
      case "siginfo" -> SignalInfo.value(fields);
      case "epoll_event" -> event(fields);
      case "sigevent" -> sigevent(fields);
      case "timespec", "timespec64" -> time(type, fields, complete);
      case "statfs", "statfs64" -> fileSystem(type, fields);
      default -> {
        List<String> parts = parts(type, fields);
        if (!complete) {
          parts.remove(MORE);
          parts.add(MORE);
        }
        yield new Value.Struct(type, fields, "{" + String.join(", ", parts) + "}");
      }
    };
  }

  private List<String> parts(String type, Map<String, Value> fields) {
    return switch (type) {
      case "stat", "stat64", "old_stat" ->
          chosen(fields, "st_mode", isDevice(fields) ? "st_rdev" : "st_size", MORE);
      case "statx" -> chosen(fields, "stx_mask", "stx_attributes", "stx_mode", "stx_size", MORE);
      case "rusage" -> chosen(fields, "ru_utime", "ru_stime", MORE);
      case "utsname" -> chosen(fields, "sysname", "nodename", MORE);
      case "termios" -> chosen(fields, "c_iflag", "c_oflag", "c_cflag", "c_lflag", MORE);
      case "pollfd" -> polled(fields);
      case "sigaction", "old_sigaction" -> sigaction(fields);
      case "clone_args" -> cloneArguments(fields);
      case "open_how" -> how(fields);
      case "flock", "flock64" -> lock(fields);
      case "rlimit64" -> limits(fields);
      case "cap_header" -> capabilities(fields);
      default -> chosen(fields, fields.keySet().toArray(String[]::new));
    };
  }

  /** Those of the fields that are there. */
  private static List<String> chosen(Map<String, Value> fields, String... names) {
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      if (name.equals(MORE)) {
        parts.add(MORE);
      } else if (fields.containsKey(name)) {
        parts.add(name + "=" + fields.get(name).text());
      }
    }
    return parts;
  }

  private List<String> polled(Map<String, Value> fields) {
    boolean ignored =
        fields.get("fd") instanceof Value.Descriptor descriptor && descriptor.number() < 0;
    return ignored ? chosen(fields, "fd") : chosen(fields, "fd", atExit ? "revents" : "events");
  }

  /** The times of files have two values that are none. */
  private Value.Struct time(String type, Map<String, Value> fields, boolean complete) {
    Value.Struct plain = plain(type, fields);
    if (!complete) {
      return new Value.Struct(type, fields, plain.text().replace("}", ", ...}"));
    }
    boolean special = call.signature().call().startsWith("utimensat");
    long nanos = FieldDecoder.number(fields, "tv_nsec");
    if (special && nanos == NOW) {
      return new Value.Struct(type, fields, "UTIME_NOW");
    }
    return special && nanos == OMIT ? new Value.Struct(type, fields, "UTIME_OMIT") : plain;
  }

  private static boolean isDevice(Map<String, Value> fields) {
    long type = FieldDecoder.number(fields, "st_mode") & 0170000;
    return type == 0020000 || type == 0060000;
  }

  private List<String> sigaction(Map<String, Value> fields) {
    long flags = FieldDecoder.number(fields, "sa_flags");
    long restorer = Constants.value(call.abi(), "SA_RESTORER").orElse(0);
    return (flags & restorer) != 0
        ? chosen(fields, "sa_handler", "sa_mask", "sa_flags", "sa_restorer")
        : chosen(fields, "sa_handler", "sa_mask", "sa_flags");
  }

  private static List<String> cloneArguments(Map<String, Value> fields) {
    List<String> always = List.of("flags", "exit_signal", "stack", "stack_size");
    List<String> names = new ArrayList<>(fields.keySet());
    names.removeIf(name -> !always.contains(name) && FieldDecoder.number(fields, name) == 0);
    List<String> parts = chosen(fields, names.toArray(String[]::new));
    parts.replaceAll(part -> part.equals("stack=0") ? "stack=NULL" : part);
    parts.replaceAll(
        part ->
            part.startsWith("stack_size=")
                ? "stack_size="
                    + Value.Number.hexadecimal(FieldDecoder.number(fields, "stack_size")).text()
                : part);
    return parts;
  }

  private static List<String> how(Map<String, Value> fields) {
    return FieldDecoder.number(fields, "mode") == 0
        ? chosen(fields, "flags", "resolve")
        : chosen(fields, "flags", "mode", "resolve");
  }

  /** Who has the lock is only told by the call that asks. */
  private List<String> lock(Map<String, Value> fields) {
    boolean asking = call.raw().registers()[1] == Constants.value(call.abi(), "F_GETLK").orElse(5);
    return asking
        ? chosen(fields, "l_type", "l_whence", "l_start", "l_len", "l_pid")
        : chosen(fields, "l_type", "l_whence", "l_start", "l_len");
  }

  private static List<String> limits(Map<String, Value> fields) {
    List<String> parts = chosen(fields, "rlim_cur", "rlim_max");
    parts.replaceAll(part -> part.replace("RLIM_INFINITY", "RLIM64_INFINITY"));
    return parts;
  }

  private static List<String> capabilities(Map<String, Value> fields) {
    List<String> parts = chosen(fields, "version", "pid");
    parts.replaceAll(part -> part.replace("0x20080522", "_LINUX_CAPABILITY_VERSION_3"));
    return parts;
  }

  private static Value.Struct event(Map<String, Value> fields) {
    long data = FieldDecoder.number(fields, "data");
    Map<String, Value> both = new LinkedHashMap<>();
    both.put("u32", Value.Number.of(data & 0xffffffffL));
    both.put("u64", Value.Number.unsigned(data));
    Map<String, Value> all = new LinkedHashMap<>(fields);
    all.put("data", plain("epoll_data", both));
    return plain("epoll_event", all);
  }

  private static Value.Struct sigevent(Map<String, Value> fields) {
    long value = FieldDecoder.number(fields, "sigev_value");
    Map<String, Value> both = new LinkedHashMap<>();
    both.put("sival_int", Value.Number.of((int) value));
    both.put("sival_ptr", new Value.Address(value));
    Map<String, Value> all = new LinkedHashMap<>(fields);
    all.put("sigev_value", plain("sigval", both));
    if (FieldDecoder.number(all, "sigev_notify") != 4) {
      all.remove("sigev_notify_thread_id");
    }
    return plain("sigevent", all);
  }

  private static Value.Struct fileSystem(String type, Map<String, Value> fields) {
    Map<String, Value> all = new LinkedHashMap<>(fields);
    Optional.ofNullable(all.get("f_fsid"))
        .ifPresent(value -> all.put("f_fsid", plain("fsid", Map.of("val", value))));
    return plain(type, all);
  }

  /** A structure all of whose fields are in its text. */
  static Value.Struct plain(String type, Map<String, Value> fields) {
    String text = String.join(", ", chosen(fields, fields.keySet().toArray(String[]::new)));
    return new Value.Struct(type, fields, "{" + text + "}");
  }
}
