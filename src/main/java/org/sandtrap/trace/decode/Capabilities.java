package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.trace.value.Value;

/** The sets of capabilities of capget(2), each in two halves. */
final class Capabilities {
  private static final int HALF = 12;

  private Capabilities() {}

  static Value data(Abi abi, Region region) {
    Map<String, Value> fields = new LinkedHashMap<>();
    List<String> names = List.of("effective", "permitted", "inheritable");
    for (int i = 0; i < names.size(); i++) {
      long low = region.number(4 * i, 4);
      long high = region.number(HALF + 4 * i, 4);
      fields.put(names.get(i), set(abi, high << 32 | low));
    }
    return StructText.plain("cap_data", fields);
  }

  private static Value set(Abi abi, long bits) {
    List<String> names = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Long.SIZE; i++) {
      if ((bits >>> i & 1) != 0) {
        String name =
            Constants.names(abi, "capability", i, -1).map(found -> found.get(0)).orElse("" + i);
        names.add(name);
        shown.add("1<<" + name);
      }
    }
    return new Value.Named(bits, names, bits == 0 ? "0" : String.join("|", shown));
  }
}
