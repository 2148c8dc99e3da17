package org.sandtrap.attack;

import java.util.Set;
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
