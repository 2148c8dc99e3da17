package org.sandtrap.grade.check;

import java.io.IOException;
import java.util.List;

/** A way to ask a program whether an output is right. */
sealed interface CheckerProtocol permits KattisProtocol, TestlibProtocol {
  /** What it reads on standard input. */
  byte[] stdin(CheckRequest request);

  /** Writes the files that it reads. */
  void write(CheckFiles files, CheckRequest request) throws IOException;

  /** The command, with the names of the files. */
  List<String> command(List<String> checker, CheckFiles files, CheckRequest request);

  /** The decision by an exit code. */
  CheckResult result(Ruling ruling, int exitCode, CheckFiles files) throws IOException;
}
