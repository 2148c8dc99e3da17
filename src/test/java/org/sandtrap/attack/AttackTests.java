package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.LaunchException;
import org.sandtrap.OnHost;
import org.sandtrap.Sandbox;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.testing.Tracees;

/**
 * Hostile programs, each on hosts of several kinds, which are made of this one: the run ends as it
 * must, and nobody is harmed. Here each is tried once, on one host after the other in turn; {@code
 * -Pattacks} tries all of them on all.
 */
@Tag("attacks")
class AttackTests {
  private static final boolean ALL = Boolean.getBoolean("tests.attacks.all");
  private static final int ROWS = 48;

  @TempDir static Path directory;
  private static Victim victim;

  @BeforeAll
  static void makeVictim() throws IOException {
    victim = new Victim(directory);
  }

  @AfterAll
  static void endVictim() {
    victim.close();
  }

  /** All, row by row and variant by variant. */
  static List<Attack> attacks() {
    return Stream.of(
            LimitAttacks.ALL,
            OutputAttacks.ALL,
            ProcessAttacks.ALL,
            GuardAttacks.ALL,
            OutsideAttacks.ALL)
        .flatMap(List::stream)
        .toList();
  }

  static Stream<Arguments> cells() {
    List<Attack> attacks = attacks();
    return IntStream.range(0, attacks.size())
        .boxed()
        .flatMap(i -> modes(attacks.get(i), i).map(mode -> Arguments.of(attacks.get(i), mode)));
  }

  /** All modes, or the next one that this host has; one that it has not where it has none. */
  private static Stream<Mode> modes(Attack attack, int turn) {
    if (ALL) {
      return attack.modes().stream();
    }
    List<Mode> granted = new ArrayList<>(attack.modes());
    granted.removeIf(mode -> !mode.isGranted());
    return granted.isEmpty()
        ? attack.modes().stream().limit(1)
        : Stream.of(granted.get(turn % granted.size()));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void nobodyIsHarmed(Attack attack, Mode mode) throws Exception {
    mode.require();
    try {
      attack.trial().run(mode.sandbox(), victim);
      victim.checkUnharmed();
    } catch (AssertionError | LaunchException e) {
      throw new AssertionError(attack + ", " + mode + ": " + e.getMessage(), e);
    }
  }

  @Test
  void everyRowHasAnAttack() {
    assertThat(attacks().stream().mapToInt(Attack::row).distinct().sorted())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  @Test
  void whereNothingIsGrantedNothingIsLaunched() {
    Sandbox sandbox = OnHost.of(Sandbox.untrusted(), Abilities.ofLandlock(0));
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> sandbox.run(Tracees.command("nothing")))
        .withMessageContaining("readable, writable cannot be enforced on this host.");
  }
}
