package org.sandtrap.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Isolations are values, and refuse numbers that mean nothing. */
class IsolationTests {
  private static final Isolation NONE = Isolation.NONE;

  @Test
  void everySettingIsKeptBesideTheOthers() {
    Isolation all =
        NONE.with(Access.READ, "/usr")
            .with(Access.WRITE, "/tmp/a")
            .with(Network.NONE)
            .withIsolatedProcesses()
            .with(Identity.of("nobody", "nogroup"))
            .withRoot(FilePath.of("root", "/srv"))
            .withUmask(077)
            .withNice(5)
            .withProcessors(Set.of(1, 0))
            .withFixedAddresses()
            .with(Enforcement.BEST_EFFORT);
    assertThat(all.paths()).hasSize(2);
    assertThat(all.network()).isEqualTo(Network.NONE);
    assertThat(all.isolatedProcesses()).isTrue();
    assertThat(all.identity().orElseThrow()).hasToString("nobody:nogroup");
    assertThat(all.root().orElseThrow()).hasToString("/srv");
    assertThat(all.umask()).isEqualTo(077);
    assertThat(all.nice()).isEqualTo(OptionalInt.of(5));
    assertThat(all.processors()).containsExactly(0, 1);
    assertThat(all.fixedAddresses()).isTrue();
    assertThat(all.enforcement()).isEqualTo(Enforcement.BEST_EFFORT);
    assertThat(NONE.paths()).isEmpty();
  }

  @Test
  void rulesOfOneKindCanBeTakenAway() {
    Isolation both = NONE.with(Access.READ, "/usr", "/lib").with(Access.WRITE, "/tmp/a");
    assertThat(both.paths(Access.READ))
        .extracting(PathRule::toString)
        .isEqualTo(List.of("/usr", "/lib"));
    assertThat(both.without(Access.READ).restricts(Access.READ)).isFalse();
    assertThat(both.without(Access.READ).restricts(Access.WRITE)).isTrue();
  }

  @Test
  void numbersHaveTheirRanges() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NONE.withUmask(01000))
        .withMessageContaining("umask: 1000 (octal) is no mask of permissions. Expected 0 to 0777");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NONE.withNice(20))
        .withMessageContaining("nice: 20 is no nice value. Expected -20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NONE.withProcessors(Set.of(-1)))
        .withMessageContaining("processors: -1 is no number of a processor. Expected 0 to 8191");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "-1", "4294967295", "99999999999", "a/b", "\0"})
  void aUserIsANameOrANumber(String user) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.of(user))
        .withMessageStartingWith("user: '")
        .withMessageContaining("Expected a name such as 'nobody', or a number from 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.of("nobody", user))
        .withMessageStartingWith("group: '");
  }

  @Test
  void aProtectionSaysWhatItDoesNotStop() {
    assertThat(new Protection("files", "Landlock ABI 7", "names stay visible"))
        .hasToString("files: Landlock ABI 7 (but: names stay visible)");
  }
}
