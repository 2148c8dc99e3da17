package org.sandtrap.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.isolation.Access;

/** Which rights of files a ruleset handles and allows; the numbers are those of landlock(7). */
class LandlockRightTests {
  private static final Set<Access> ALL = EnumSet.allOf(Access.class);

  @ParameterizedTest
  @CsvSource({"1, 0x1fff", "2, 0x3fff", "3, 0x7fff", "4, 0x7fff", "5, 0xffff", "7, 0xffff"})
  void aVersionHandlesWhatItKnows(int version, String rights) {
    assertThat(LandlockRight.handled(ALL, version)).isEqualTo(Long.decode(rights));
  }

  @Test
  void nothingIsHandledWithoutRules() {
    assertThat(LandlockRight.handled(Set.of(), 7)).isZero();
  }

  @Test
  void movingIsHandledWithAnyRule() {
    assertThat(LandlockRight.handled(Set.of(Access.READ), 7)).isEqualTo(0x200c);
    assertThat(LandlockRight.handled(Set.of(Access.EXECUTE), 1)).isEqualTo(1);
  }

  @Test
  void devicesAreNeverMade() {
    long made = LandlockRight.handled(Set.of(Access.WRITE), 7) & ~LandlockRight.allowed(ALL);
    assertThat(made).isEqualTo(0x40 | 0x800);
  }

  @Test
  void aFileHasTheRightsThatTheKernelTakesForFiles() {
    assertThat(LandlockRight.ofFiles()).isEqualTo(0xc007);
  }
}
