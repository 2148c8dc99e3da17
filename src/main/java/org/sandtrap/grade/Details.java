package org.sandtrap.grade;

/**
 * The parts of what can be told of a test, each of which may be empty.
 *
 * @param ending how the program ended, or what the test says
 * @param output what the program wrote
 * @param input what it was given
 * @param difference the first difference between output and answer
 * @param all everything, for the teacher
 */
public record Details(String ending, String output, String input, String difference, String all) {
  /** Nothing to tell. */
  public static final Details NONE = new Details("", "", "", "", "");
}
