package org.sandtrap.tracer.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.tracer.binding.SelfStatus;

/** Why ptrace(2) may be refused; the kernel itself says EPERM to all of them. */
class PtraceRefusalTests {
  private static final int EPERM = 1;
  private static final String PLAIN = "TracerPid:\t0\nSeccomp:\t0\nCapEff:\t0000000000000000";
  private static final String CONTAINED = PLAIN.replace("Seccomp:\t0", "Seccomp:\t2");
  private static final String PRIVILEGED = PLAIN.replace("0000000000000000", "0000000000080000");

  private static String explained(String yama, String selinux, boolean dumpable, String status) {
    return new PtraceRefusal(yama, selinux, dumpable, new SelfStatus(status))
        .explain(EPERM)
        .toString();
  }

  @Test
  void yamaForGood() {
    assertThat(explained("3", "", true, PRIVILEGED))
        .contains("ptrace_scope is 3")
        .endsWith("restart the machine.");
  }

  @Test
  void yamaForThePrivilegedOnly() {
    assertThat(explained("2", "", true, PLAIN))
        .contains("ptrace_scope is 2", "sysctl kernel.yama.ptrace_scope=1");
    assertThat(explained("2", "", true, PRIVILEGED)).doesNotContain("ptrace_scope");
  }

  @Test
  void aTraceeOfOnesOwnIsAllowedByTheUsualYama() {
    assertThat(explained("1", "", true, CONTAINED)).doesNotContain("ptrace_scope");
  }

  @Test
  void aProtectedJvm() {
    assertThat(explained("", "", false, PLAIN)).contains("file capabilities", "setcap -r");
    assertThat(explained("", "", false, PRIVILEGED)).doesNotContain("setcap");
  }

  @Test
  void selinux() {
    assertThat(explained("", "1 1", true, PLAIN)).endsWith("setsebool -P deny_ptrace off.");
    assertThat(explained("", "0 0", true, PLAIN)).doesNotContain("setsebool");
  }

  @Test
  void aContainer() {
    assertThat(explained("", "", true, CONTAINED)).contains("seccomp filter", "--cap-add");
  }

  @Test
  void nothingThatWasSeen() {
    assertThat(explained("", "", true, PLAIN)).contains("security module", "journalctl -k");
  }

  @Test
  void anUnreadableStatusIsNoReason() {
    assertThat(explained("", "", true, "")).contains("security module");
  }
}
