package org.sandtrap.trace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests of {@link CallStacks}. */
class CallStacksTests {
  private final CallStacks stacks = new CallStacks();

  private static RawStack stack(long... offsets) {
    return stack("/a", true, offsets);
  }

  private static RawStack stack(String module, boolean complete, long... offsets) {
    return new RawStack(
        LongStream.of(offsets).mapToObj(offset -> new RawCaller(module, offset)).toList(),
        complete);
  }

  @Test
  void eachEventHasItsOwn() {
    stacks.put(3, stack(1, 2));
    stacks.put(5, stack(2));
    assertThat(stacks.of(3)).isEqualTo(stack(1, 2));
    assertThat(stacks.of(4)).isEqualTo(RawStack.UNKNOWN);
    assertThat(stacks.of(5)).isEqualTo(stack(2));
    assertThat(stacks.places()).isEqualTo(stack(1, 2).callers());
    stacks.put(6, stack("/a", false, 2));
    assertThat(stacks.of(6)).isNotEqualTo(stacks.of(5));
  }

  @Test
  void theSameStackIsKeptOnce() {
    stacks.put(0, stack(LongStream.range(0, 64).toArray()));
    long first = stacks.size();
    for (int event = 1; event < 1000; event++) {
      stacks.put(event, stack(LongStream.range(0, 64).toArray()));
    }
    assertThat(stacks.size() - first).isEqualTo(999 * 64L);
    assertThat(stacks.of(999).callers()).hasSize(64);
  }

  @Test
  void theLengthOfPathsCounts() {
    stacks.put(0, stack("/a", true, 1));
    long shortPath = stacks.size();
    stacks.put(1, stack("/" + "b".repeat(4000), true, 1));
    assertThat(stacks.size() - shortPath).isGreaterThan(8000);
  }
}
