package org.sandtrap.grade.check;

import java.io.IOException;

/** TEMPORARY. */
@FunctionalInterface
public interface Checker {
  CheckResult check(CheckRequest request) throws IOException;
}
