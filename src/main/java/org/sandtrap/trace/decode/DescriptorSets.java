package org.sandtrap.trace.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.trace.value.Value;

/** A decoder of sets of bits, of which each stands for a descriptor or a processor. */
final class DescriptorSets {
  private DescriptorSets() {}

  /** The descriptors of select(2): {@code [0 3]}. */
  static Value value(CallView call, Region region) {
    long most = call.bits("nfds").map(nfds -> (long) (int) (long) nfds).orElse(0L);
    List<Value> values = new ArrayList<>();
    for (int bit : bits(region, most)) {
      values.add(new Value.Descriptor(bit, Optional.empty(), Integer.toString(bit)));
    }
    return set(values);
  }

  /** Processors: {@code [0 1]}. */
  static Value processors(Region region) {
    List<Value> values = new ArrayList<>();
    bits(region, Integer.MAX_VALUE).forEach(bit -> values.add(Value.Number.of(bit)));
    return set(values);
  }

  private static Value set(List<Value> values) {
    return new Value.Array(
        values,
        values.size(),
        values.stream().map(Value::text).collect(Collectors.joining(" ", "[", "]")));
  }

  private static List<Integer> bits(Region region, long most) {
    List<Integer> bits = new ArrayList<>();
    for (int i = 0; i < Math.min(most, (long) Byte.SIZE * region.length()); i++) {
      if ((region.number(i / Byte.SIZE, 1) >> i % Byte.SIZE & 1) != 0) {
        bits.add(i);
      }
    }
    return bits;
  }
}
