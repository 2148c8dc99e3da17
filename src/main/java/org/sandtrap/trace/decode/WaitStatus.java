package org.sandtrap.trace.decode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sandtrap.trace.value.Value;

/** A decoder of what wait(2) tells of a child. */
final class WaitStatus {
  private static final int CONTINUED = 0xffff;
  private static final int STOPPED = 0x7f;
  private static final int CORE = 0x80;

  private WaitStatus() {}

  /** How it ended or stopped: {@code {WIFEXITED(s) && WEXITSTATUS(s) == 0}}. */
  static Value value(int status) {
    int signal = status & 0x7f;
    int high = status >> 8 & 0xff;
    Map<String, Value> fields = new LinkedHashMap<>();
    if (status == CONTINUED) {
      return new Value.Struct("wait_status", fields, "{WIFCONTINUED(s)}");
    }
    if (signal == 0) {
      fields.put("WEXITSTATUS", Value.Number.of(high));
      return struct(fields, "{WIFEXITED(s) && WEXITSTATUS(s) == " + high + "}");
    }
    if (signal == STOPPED) {
      Value stop = NamedValues.signal(high);
      fields.put("WSTOPSIG", stop);
      String event =
          status >> 16 == 0 ? "" : " | 0x" + Integer.toHexString(status >>> 16) + " << 16";
      return struct(fields, "{WIFSTOPPED(s) && WSTOPSIG(s) == " + stop.text() + "}" + event);
    }
    Value end = NamedValues.signal(signal);
    fields.put("WTERMSIG", end);
    String core = (status & CORE) != 0 ? " && WCOREDUMP(s)" : "";
    return struct(fields, "{WIFSIGNALED(s) && WTERMSIG(s) == " + end.text() + core + "}");
  }

  private static Value struct(Map<String, Value> fields, String text) {
    return new Value.Struct("wait_status", fields, text);
  }
}
