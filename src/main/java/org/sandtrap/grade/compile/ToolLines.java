package org.sandtrap.grade.compile;

/** The lines that one kind of tool prints, as far as they are understood. */
interface ToolLines {
  /** Reads a line, and answers whether it is one of these. */
  boolean reads(String line);

  /** Ends what the last line may have left open. */
  default void finish() {}
}
