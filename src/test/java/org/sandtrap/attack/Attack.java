package org.sandtrap.attack;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.sandtrap.Sandbox;

/**
 * A hostile program, and what has to become of it.
 *
 * @param row its row in the table of attacks in the manual
 * @param name what it is called there, and which variant it is
 * @param modes where it must fail
 * @param trial tries it and checks what became of it
 */
record Attack(int row, String name, Set<Mode> modes, Trial trial) {
  /** An attack that must fail in every mode. */
  static Attack everywhere(int row, String name, Trial trial) {
    return new Attack(row, name, Mode.ALL, trial);
  }

  /** An attack for each line, which has its row and its name. */
  static Stream<Attack> each(BiFunction<Integer, String, Attack> attack, String... lines) {
    return Stream.of(lines)
        .map(line -> line.split(" ", 2))
        .map(words -> attack.apply(Integer.parseInt(words[0]), words[1]));
  }

  /** What tries an attack. */
  interface Trial {
    /**
     * Tries it.
     *
     * @param sandbox of one of the modes
     * @param victim what is attacked
     */
    void run(Sandbox sandbox, Victim victim) throws Exception;
  }

  @Override
  public String toString() {
    return row + " " + name;
  }
}
