package org.sandtrap.launch;

import java.io.IOException;

/** A fixture that cannot be copied. */
public final class FixtureException extends IOException {
  private static final long serialVersionUID = 1;

  FixtureException(String message) {
    super(message);
  }
}
