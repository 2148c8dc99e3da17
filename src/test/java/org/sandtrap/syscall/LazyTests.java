package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests of {@link Lazy}. */
class LazyTests {
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void aValueIsMadeWhenAskedForAndOnce() {
    Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);
    assertThat(made).hasValue(0);
    assertThat(IntStream.range(0, 1000).parallel().map(i -> lazy.get())).containsOnly(1);
    assertThat(made).hasValue(1);
  }

  @Test
  void whatFailsIsTriedAgain() {
    Lazy<Integer> lazy =
        new Lazy<>(
            () -> {
              if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
              }
              return made.get();
            });
    assertThatIllegalStateException().isThrownBy(lazy::get).withMessage("broken");
    assertThat(lazy.get()).isEqualTo(2);
  }
}
