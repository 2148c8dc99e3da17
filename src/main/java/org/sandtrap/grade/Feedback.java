package org.sandtrap.grade;

/**
 * The amount that students see of a test that failed; each level shows what those before it show.
 */
public enum Feedback {
  /** Its verdict, its points and its hint. */
  VERDICT,
  /** How the program ended, and what it wrote. */
  OUTPUT,
  /** What the program was given to read. */
  INPUT,
  /** The first difference between its output and the answer. The default. */
  DIFFERENCE,
  /** Everything that the teacher sees. */
  ALL
}
