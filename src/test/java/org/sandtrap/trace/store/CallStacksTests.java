package org.sandtrap.trace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests of {@link CallStacks}. */
class CallStacksTests {
  private final CallStacks stacks = new CallStacks();

  private static List<RawCaller> stack(long... offsets) {
    return LongStream.of(offsets).mapToObj(offset -> new RawCaller("/a", offset)).toList();
  }

  @Test
  void eachEventHasItsOwn() {
    stacks.put(3, stack(1, 2));
    stacks.put(5, stack(2));
    assertThat(stacks.of(3)).isEqualTo(stack(1, 2));
    assertThat(stacks.of(4)).isEmpty();
    assertThat(stacks.of(5)).isEqualTo(stack(2));
    assertThat(stacks.places()).isEqualTo(stack(1, 2));
  }

  @Test
  void theSameStackIsKeptOnce() {
    stacks.put(0, stack(LongStream.range(0, 64).toArray()));
    long first = stacks.size();
    for (int event = 1; event < 1000; event++) {
      stacks.put(event, stack(LongStream.range(0, 64).toArray()));
    }
    assertThat(stacks.size() - first).isEqualTo(999 * 64L);
    assertThat(stacks.of(999)).hasSize(64);
  }
}
