package org.sandtrap.tracer.binding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The kernel's status of this JVM's process, see proc_pid_status(5).
 *
 * @param text the content of {@code /proc/self/status}
 */
public record SelfStatus(String text) {
  /** The number of the capability to change groups. */
  public static final int CAP_SETGID = 6;

  /** The number of the capability to change the user. */
  public static final int CAP_SETUID = 7;

  /** The number of the capability to change the root. */
  public static final int CAP_SYS_CHROOT = 18;

  /** The number of the capability to trace processes of others. */
  public static final int CAP_SYS_PTRACE = 19;

  /** The number of the capability to administer the system. */
  public static final int CAP_SYS_ADMIN = 21;

  private static final int HEXADECIMAL = 16;
  private static final String FILTER_MODE = "2";

  /** The status as it is now. */
  public static SelfStatus read() {
    return new SelfStatus(ProcFile.text("/proc/self/status").orElse(""));
  }

  /** Whether a capability is effective. */
  public boolean has(int capability) {
    try {
      long set = Long.parseUnsignedLong(ProcFile.field(text, "CapEff"), HEXADECIMAL);
      return (set >>> capability & 1) != 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether no exec gives this JVM privileges, nor its children. */
  public boolean hasNoNewPrivileges() {
    return ProcFile.field(text, "NoNewPrivs").equals("1");
  }

  /**
   * The numbers of this JVM's process, from the pid namespace of {@code /proc} to its own; one
   * where they are the same.
   */
  public List<String> numbers() {
    String all = ProcFile.field(text, "NSpid");
    List<String> numbers = new ArrayList<>();
    for (StringTokenizer each = new StringTokenizer(all); each.hasMoreTokens(); ) {
      numbers.add(each.nextToken());
    }
    return Collections.unmodifiableList(numbers);
  }

  /** The process that traces this JVM, or "0". */
  public String tracer() {
    String pid = ProcFile.field(text, "TracerPid");
    return pid.isEmpty() ? "0" : pid;
  }

  /** Whether somebody else's seccomp filter is in force. */
  public boolean filtered() {
    return ProcFile.field(text, "Seccomp").equals(FILTER_MODE);
  }

  /** The processors this JVM may use: {@code 0-3,8}. */
  public String processors() {
    return ProcFile.field(text, "Cpus_allowed_list");
  }

  /** The effective user id. */
  public String user() {
    StringTokenizer ids = new StringTokenizer(ProcFile.field(text, "Uid"));
    if (ids.countTokens() < 2) {
      return "";
    }
    ids.nextToken(); // the real one
    return ids.nextToken();
  }
}
