package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.LeftFile;

/** Assertions on a file that a program left; {@link AbstractRunAssert#file} makes them. */
public class LeftFileAssert extends AbstractLeftFileAssert<LeftFileAssert, LeftFile> {
  /**
   * Assertions on a file.
   *
   * @param actual the file, which may be null: every check of it then fails
   */
  public LeftFileAssert(@Nullable LeftFile actual) {
    super(actual, LeftFileAssert.class);
  }
}
