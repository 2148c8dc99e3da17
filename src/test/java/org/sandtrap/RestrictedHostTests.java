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
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.HostTable;
import org.sandtrap.testing.Requirement;

/** A host that refuses something, as containers do, is told from one that has it, with a remedy. */
@Tag("build")
@Tag("slow")
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
          ptrace  | 0  | A seccomp filter around this JVM would kill it for the system call ptrace, as it has
          landlock_create_ruleset | 0 | would kill it for the system call landlock_create_ruleset
          seccomp | 0  | would kill it for the system call seccomp
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

  /**
   * With a few threads less than it takes, the JVM may not even begin; but once it has, the probe
   * answers. Of a user whom nobody else is: the kernel counts all threads of one. That user may
   * read everything, as the class path may be below the home directory of root.
   */
  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void aHostWithoutThreadsIsToldOfAndNotThrownAt(int threads) throws Exception {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    Requirement.requireKernel(root, "root", "only root can become another user");
    String user = "" + (100_000 + ProcessHandle.current().pid() % 100_000);
    String script =
        "out=$(mktemp -d); chmod 777 $out; setpriv --reuid="
            + user
            + " --regid="
            + user
            + " --clear-groups --inh-caps=+dac_read_search --ambient-caps=+dac_read_search"
            + " prlimit --nproc="
            + threads
            + " \"$@\" > $out/told 2>&1; cat $out/told; rm -r $out";
    List<String> told = ChildJvm.of(HostTable.class).startedBy("bash", "-c", script, "bash").run();
    assertThat(told).noneMatch(line -> line.contains("at org.sandtrap.HostSupport"));
    if (told.contains("canSupervise false")) {
      assertThat(told)
          .filteredOn(line -> line.startsWith("whyNot "))
          .singleElement()
          .asString()
          .contains("ulimit -u");
    }
  }

  @Test
  void aRefusedTraceIsExplainedInTheException() throws Exception {
    Abi abi = System.getProperty("os.arch").equals("aarch64") ? Abi.AARCH64 : Abi.X86_64;
    String number = String.valueOf(SyscallTable.of(abi).number("ptrace").getAsInt());
    List<String> told =
        ChildJvm.of(FailingRun.class).startedBy(REFUSE.toString(), number, "1").run();
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith(
            "'true' was not started (seize: EPERM, Operation not permitted): The kernel refused"
                + " ptrace(2) with EPERM: most likely the seccomp filter around this JVM")
        .contains("--cap-add=SYS_PTRACE");
  }

  /** The program of another JVM. */
  static final class FailingRun {
    private FailingRun() {}

    public static void main(String[] arguments) {
      try {
        Sandbox.create().run("true");
      } catch (LaunchException e) {
        System.out.println(e.getMessage());
      }
    }
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
