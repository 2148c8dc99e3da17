package org.sandtrap.confinement;

import java.util.Set;
import org.sandtrap.isolation.Access;

/** A right on files that Landlock handles, in the order of the bits in landlock(7). */
enum LandlockRight {
  EXECUTE(1, Access.EXECUTE, true),
  WRITE_FILE(1, Access.WRITE, true),
  READ_FILE(1, Access.READ, true),
  READ_DIR(1, Access.READ, false),
  REMOVE_DIR(1, Access.WRITE, false),
  REMOVE_FILE(1, Access.WRITE, false),
  MAKE_CHAR(1, Access.WRITE, false),
  MAKE_DIR(1, Access.WRITE, false),
  MAKE_REG(1, Access.WRITE, false),
  MAKE_SOCK(1, Access.WRITE, false),
  MAKE_FIFO(1, Access.WRITE, false),
  MAKE_BLOCK(1, Access.WRITE, false),
  MAKE_SYM(1, Access.WRITE, false),
  /** To move or link from one directory to another: forbidden as soon as anything is handled. */
  REFER(Abilities.WITH_REFER, Access.WRITE, false),
  TRUNCATE(Abilities.WITH_TRUNCATE, Access.WRITE, true),
  IOCTL_DEV(5, Access.WRITE, true);

  private final int since;
  private final Access access;
  private final boolean ofFiles;

  LandlockRight(int since, Access access, boolean ofFiles) {
    this.since = since;
    this.access = access;
    this.ofFiles = ofFiles;
  }

  private long bit() {
    return 1L << ordinal();
  }

  /** The rights that something can have which is no directory. */
  static long ofFiles() {
    long rights = 0;
    for (LandlockRight right : values()) {
      rights |= right.ofFiles ? right.bit() : 0;
    }
    return rights;
  }

  /** What a ruleset handles in which these kinds of access are closed. */
  static long handled(Set<Access> closed, int version) {
    long rights = 0;
    for (LandlockRight right : values()) {
      boolean handled = closed.contains(right.access) || (right == REFER && !closed.isEmpty());
      rights |= handled && right.since <= version ? right.bit() : 0;
    }
    return rights;
  }

  /**
   * What these kinds of access allow. No new devices: to open one in a tree of its own would be to
   * reach what it stands for.
   */
  static long allowed(Set<Access> open) {
    long rights = 0;
    for (LandlockRight right : values()) {
      boolean device = right == MAKE_CHAR || right == MAKE_BLOCK;
      rights |= open.contains(right.access) && !device ? right.bit() : 0;
    }
    return rights;
  }

  /** The right to move and link from one directory to another. */
  static long moving() {
    return REFER.bit();
  }
}
