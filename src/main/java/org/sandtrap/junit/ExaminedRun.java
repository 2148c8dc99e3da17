package org.sandtrap.junit;

import org.sandtrap.Run;
import org.sandtrap.message.RunDescription;

/** A note beside the failure of a test that takes an output: of which run that is. */
final class ExaminedRun extends Exception {
  private static final long serialVersionUID = 1;

  ExaminedRun(Run run) {
    super(
        "The output is that of "
            + RunDescription.command(run)
            + ". "
            + RunDescription.circumstances(run),
        null,
        false,
        false);
  }
}
