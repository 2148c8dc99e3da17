package org.sandtrap.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel tells of a thread that waits. */
class ThreadPositionTests {
  @Test
  void inACall() {
    assertThat(ThreadPosition.parse("0 0x3 0x7f 0x10 0x0 0x0 0x0 0x7ffe10 0x55aa"))
        .contains(new ThreadPosition(OptionalInt.of(0), 0x7ffe10, 0x55aa));
  }

  @Test
  void outsideOfOne() {
    assertThat(ThreadPosition.parse("-1 0x7ffe10 0x55aa"))
        .contains(new ThreadPosition(OptionalInt.empty(), 0x7ffe10, 0x55aa));
  }

  /** A hostile program has made its stack begin at the end of memory. */
  @Test
  void anyNumberIsAnAddress() {
    assertThat(ThreadPosition.parse("-1 0xffffffffffffffff 0x8000000000000000"))
        .contains(new ThreadPosition(OptionalInt.empty(), -1, Long.MIN_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"running", ""})
  void executing(String text) {
    assertThat(ThreadPosition.parse(text)).isEmpty();
  }
}
