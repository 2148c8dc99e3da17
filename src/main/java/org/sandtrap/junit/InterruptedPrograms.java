package org.sandtrap.junit;

/** A note beside the failure of a test that took too long: what its programs were doing. */
final class InterruptedPrograms extends Exception {
  private static final long serialVersionUID = 1;

  InterruptedPrograms(String activity) {
    super(
        "When the timeout was over, its programs were doing this: " + activity, null, false, false);
  }
}
