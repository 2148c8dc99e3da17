package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.trace.value.Value;

/** The operation of a futex, which strace(1) writes as linux/futex.h: FUTEX_WAIT_PRIVATE. */
final class FutexOperation {
  private static final String PRIVATE = "FUTEX_PRIVATE_FLAG";

  private FutexOperation() {}

  static Value value(long bits, Optional<List<String>> names) {
    if (names.isEmpty() || !names.get().contains(PRIVATE) || names.get().get(0).equals(PRIVATE)) {
      return NamedValues.named(bits, names);
    }
    List<String> joined = new ArrayList<>(names.get());
    joined.remove(PRIVATE);
    joined.set(0, joined.get(0) + "_PRIVATE");
    return new Value.Named(bits, names.get(), String.join("|", joined));
  }
}
