package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.trace.value.Value;

/** A decoder of sets of signals. */
final class SignalSets {
  private static final int PREFIX = "SIG".length();

  private SignalSets() {}

  /**
   * A set: {@code [INT CHLD]}. Where most are in it, the text has the others: {@code ~[KILL STOP]}.
   */
  static Value value(Region region) {
    int bits = Math.min(Long.SIZE, Byte.SIZE * region.length());
    long set = region.number(0, bits / Byte.SIZE);
    boolean most = 3 * Long.bitCount(set) >= 2 * bits && bits > 0;
    List<String> members = names(set, bits);
    List<String> shown = most ? names(~set, bits) : members;
    String text =
        (most ? "~[" : "[")
            + String.join(" ", shown.stream().map(name -> name.substring(PREFIX)).toList())
            + "]";
    return new Value.Named(set, members, text);
  }

  private static List<String> names(long set, int bits) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < bits; i++) {
      if ((set >>> i & 1) != 0) {
        names.add(NamedValues.signalName(i + 1));
      }
    }
    return names;
  }
}
