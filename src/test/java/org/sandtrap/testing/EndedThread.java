package org.sandtrap.testing;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What reading below /proc says when the thread that it is about has ended meanwhile. */
public final class EndedThread {
  private EndedThread() {}

  /** Whether that is why it failed: ENOENT at the opening, or ESRCH at the reading after it. */
  public static boolean isReason(IOException problem) {
    return problem instanceof NoSuchFileException || "No such process".equals(problem.getMessage());
  }
}
