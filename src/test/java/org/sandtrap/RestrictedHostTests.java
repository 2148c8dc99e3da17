package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.HostTable;
import org.sandtrap.testing.Requirement;

/** A host that refuses something, as containers do, is told from one that has it, with a remedy. */
@Tag("build")
class RestrictedHostTests {
  private static final Path REFUSE = Path.of("target", "check", "refuse").toAbsolutePath();

  private static List<String> whereRefused(String call, String errno) throws Exception {
    Requirement.require(Files.isExecutable(REFUSE), REFUSE.toString(), "make -C native tools");
    Abi abi = System.getProperty("os.arch").equals("aarch64") ? Abi.AARCH64 : Abi.X86_64;
    String number = String.valueOf(SyscallTable.of(abi).number(call).getAsInt());
    return ChildJvm.of(HostTable.class).startedBy(REFUSE.toString(), number, errno).run();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ptrace  | 1  | ptrace: The kernel refused ptrace(2) with EPERM: most likely the seccomp filter around
          ptrace  | 1  | run the container with --cap-add=SYS_PTRACE
          ptrace  | 38 | it is not there. This is an emulated Linux
          seccomp | 1  | seccomp filter: seccomp(2) was refused with EPERM, Operation not permitted. A filter around
          seccomp | 22 | The kernel was built without CONFIG_SECCOMP_FILTER: use one that has it.
          setsid  | 1  | ptrace: The launch of a trial failed: the step session failed with EPERM
          setsid  | 0  | The trial's child was killed before it could execute anything, by a seccomp filter
          """)
  void saysWhatIsRefusedAndHowToAllowIt(String call, String errno, String reason) throws Exception {
    List<String> told = whereRefused(call, errno);
    assertThat(told.get(0)).isEqualTo("canSupervise false");
    assertThat(told.get(1))
        .startsWith("whyNot Sandtrap cannot supervise programs on this host. ")
        .contains(reason)
        .doesNotContain("not tried");
  }

  @Test
  void whatIsNotNeededMayBeRefused() throws Exception {
    List<String> told = whereRefused("landlock_create_ruleset", "38");
    assertThat(told).startsWith("canSupervise true", "whyNot ");
    assertThat(told)
        .anyMatch(line -> line.matches("Landlock +no +landlock_create_ruleset\\(2\\): ENOSYS"));
  }

  @Test
  void userNamespacesAreTriedAndNotOnlyLookedUp() throws Exception {
    List<String> told = whereRefused("unshare", "1");
    assertThat(told.get(0)).isEqualTo("canSupervise true");
    assertThat(told).anyMatch(line -> line.matches("user namespaces +no +\"unshare -U -r\".*"));
  }

  @Test
  void aJvmThatIsTracedItselfIsToldSo() throws IOException, InterruptedException {
    Path strace = Path.of("/usr/bin/strace");
    Requirement.require(Files.isExecutable(strace), strace.toString(), "apt-get install strace");
    List<String> told =
        ChildJvm.of(HostTable.class)
            .startedBy(strace.toString(), "-f", "-e", "trace=none", "-o", "/dev/null")
            .run();
    assertThat(told.get(1))
        .matches(".* process \\d+ traces this JVM already, and its children\\..*");
  }
}
