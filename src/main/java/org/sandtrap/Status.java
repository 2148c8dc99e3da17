package org.sandtrap;

/** The status of a {@link RunningProgram}: what it is doing at this moment. */
public enum Status {
  /** Nothing has happened yet. */
  PREPARED("PRE"),
  /** There is a process, which is about to become the program. */
  READY("RDY"),
  /** At least one thread is executing, or could if a processor were free. */
  EXECUTING("EXE"),
  /** Every thread is waiting for something, or stopped. */
  BLOCKED("BLK"),
  /** The run is over. */
  FINISHED("FIN");

  private final String code;

  Status(String code) {
    this.code = code;
  }

  /** Three letters: {@code "EXE"}. */
  public String code() {
    return code;
  }
}
