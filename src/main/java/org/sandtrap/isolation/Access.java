package org.sandtrap.isolation;

/** A kind of access to files, which {@link PathRule path rules} allow. */
public enum Access {
  /** To open files for reading, and to list directories. */
  READ("readable"),
  /**
   * To write, create, remove, rename, cut and change files; what may be written may be read as
   * well.
   */
  WRITE("writable"),
  /** To execute files; what may be executed may be read as well, which the kernel has to do. */
  EXECUTE("executable");

  private final String setting;

  Access(String setting) {
    this.setting = setting;
  }

  /** The name of the setting that lists such files: {@code readable}. */
  public String setting() {
    return setting;
  }
}
