package org.sandtrap.tracer.host;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.SelfStatus;
import org.sandtrap.tracer.binding.UnsupportedHostException;

/**
 * The conditions under which a program that is supervised can get privileges by an exec, as of a
 * setuid file, see execve(2).
 */
public final class NewPrivileges {
  private NewPrivileges() {}

  /**
   * Checks them: the kernel would not complain, but execute the program without the privileges.
   *
   * @throws UnsupportedHostException when one is not met
   */
  public static void require(SelfStatus self) {
    if (self.hasNoNewPrivileges()) {
      throw refused(
          "this JVM itself was started with no_new_privs, which its children inherit.",
          "Start it without: setpriv and bubblewrap by leaving out the option, systemd with"
              + " NoNewPrivileges=no, Docker without --security-opt no-new-privileges, Kubernetes with"
              + " allowPrivilegeEscalation: true.");
    }
    List<String> missing = new ArrayList<>();
    if (!self.has(SelfStatus.CAP_SYS_PTRACE)) {
      missing.add(
          "CAP_SYS_PTRACE, without which the kernel ignores set-user-ID bits under ptrace(2)");
    }
    if (!self.has(SelfStatus.CAP_SYS_ADMIN)) {
      missing.add("CAP_SYS_ADMIN, without which seccomp(2) takes a filter only with no_new_privs");
    }
    if (!missing.isEmpty()) {
      throw refused(
          "this JVM lacks " + String.join("; and ", missing) + ".",
          "Run the tests as root, in a container with --cap-add=SYS_PTRACE --cap-add=SYS_ADMIN; or"
              + " leave new privileges out, and run the tests as the user that is needed.");
    }
  }

  private static UnsupportedHostException refused(String why, String remedy) {
    return new UnsupportedHostException(
        new Obstacle("New privileges cannot be given to a program here: " + why, remedy));
  }
}
