package org.sandtrap.trace;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sandtrap.syscall.TabFile;

/**
 * A difference between what the table of signatures says and what another source does.
 *
 * @param source {@code strace}, {@code kernel} or {@code manual}
 * @param call the name of the call
 * @param argument the name of the argument in the table; {@code -} for the call as such
 * @param finding what the source says: {@code a descriptor}, {@code takes 4}
 */
record ArgumentDifference(String source, String call, String argument, String finding) {
  private static final String FILE = "argument-differences.tsv";

  /** Those that are known, each for a reason: in {@code argument-differences.tsv}. */
  static Set<ArgumentDifference> known() {
    Set<ArgumentDifference> known = new HashSet<>();
    TabFile.read(
        ArgumentDifference.class,
        FILE,
        List.of("source", "calls", "argument", "finding", "reason"),
        row -> {
          if (row.cell(4).isBlank()) {
            throw row.isNot("a reason", row.cell(4));
          }
          for (String call : row.words(1, ",")) {
            known.add(new ArgumentDifference(row.cell(0), call, row.cell(2), row.cell(3)));
          }
        });
    return known;
  }

  /** As a row of that file begins. */
  @Override
  public String toString() {
    return String.join("\t", source, call, argument, finding);
  }
}
