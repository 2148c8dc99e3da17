package org.sandtrap.tracer;

/**
 * What the kernel says of this JVM's process, see proc_pid_status(5).
 *
 * @param text the content of {@code /proc/self/status}
 */
record SelfStatus(String text) {
  static final int CAP_SYS_PTRACE = 19;
  static final int CAP_SYS_ADMIN = 21;

  private static final int HEXADECIMAL = 16;
  private static final String FILTER_MODE = "2";

  static SelfStatus read() {
    return new SelfStatus(ProcFile.text("/proc/self/status").orElse(""));
  }

  /** Whether a capability is effective. */
  boolean has(int capability) {
    try {
      long set = Long.parseUnsignedLong(ProcFile.field(text, "CapEff"), HEXADECIMAL);
      return (set >>> capability & 1) != 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The process that traces this JVM, or "0". */
  String tracer() {
    String pid = ProcFile.field(text, "TracerPid");
    return pid.isEmpty() ? "0" : pid;
  }

  /** Whether somebody else's seccomp filter is in force. */
  boolean filtered() {
    return ProcFile.field(text, "Seccomp").equals(FILTER_MODE);
  }

  /** The processors this JVM may use: {@code 0-3,8}. */
  String processors() {
    return ProcFile.field(text, "Cpus_allowed_list");
  }

  /** The effective user id. */
  String user() {
    String[] ids = ProcFile.field(text, "Uid").split("\\s+");
    return ids.length > 1 ? ids[1] : "";
  }
}
