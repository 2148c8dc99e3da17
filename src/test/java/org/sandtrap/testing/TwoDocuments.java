package org.sandtrap.testing;

import org.sandtrap.limit.Limits;
import org.sandtrap.limit.Usage;
import org.sandtrap.report.RunJson;

/**
 * The main class of child JVMs that write JSON twice: it prints one line for each, the document's
 * first line or the error; and one that only the core is needed for.
 */
public final class TwoDocuments {
  private TwoDocuments() {}

  /** Writes them. */
  public static void main(String[] none) {
    writeOnce();
    writeOnce();
    System.out.println(Limits.defaults());
  }

  private static void writeOnce() {
    try {
      System.out.println(RunJson.of(Usage.NONE).lines().findFirst().orElse(""));
    } catch (Throwable e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
