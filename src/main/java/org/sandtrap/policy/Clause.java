package org.sandtrap.policy;

/**
 * The part of a rule that is about one call, in one of its alternatives.
 *
 * @param rule the rule
 * @param member when it holds
 * @param rank its place among all that is said about the call; a lower one wins
 */
record Clause(Rule rule, RuledCall member, Rank rank) implements Comparable<Clause> {
  /**
   * The order between clauses; of two these win, in this order: the closer one, the one with a
   * condition, the one with the more exact word, the one that denies.
   *
   * @param level how far away it was written, 0 is closest
   * @param conditional whether it has a condition
   * @param exactness how exact its word is
   * @param denies whether it denies
   */
  record Rank(int level, boolean conditional, Exactness exactness, boolean denies)
      implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      int order = Integer.compare(level, other.level);
      order = order != 0 ? order : Boolean.compare(other.conditional, conditional);
      order = order != 0 ? order : exactness.compareTo(other.exactness);
      return order != 0 ? order : Boolean.compare(other.denies, denies);
    }
  }

  /** The exactness with which a word names a call. */
  enum Exactness {
    /** {@code sys:open}: this call and no other. */
    EXACT,
    /** {@code getrandom}: the call of this name. */
    NAME,
    /** {@code fork}: an intention. */
    FAMILY,
    /** {@code %file}: a class of strace(1). */
    CLASS
  }

  /** Whether it says by name that calls may be made, and not only by their class. */
  boolean allowsByName() {
    return !denies() && rank.exactness() != Exactness.CLASS;
  }

  boolean denies() {
    return rule.denies();
  }

  @Override
  public int compareTo(Clause other) {
    return rank.compareTo(other.rank);
  }
}
