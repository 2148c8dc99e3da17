package org.sandtrap.grade.cases;

/** The way in which the points of a group come from what is in it. */
public enum Aggregation {
  /** Each item earns its own points. */
  SUM,
  /** The group earns what its worst item earns, in proportion. */
  MIN,
  /** The group earns all its points when every item is right, and none otherwise. */
  ALL
}
