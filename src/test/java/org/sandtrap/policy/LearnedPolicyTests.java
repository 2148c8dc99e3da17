package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Trace;

/** Programs run under the policies that were learned from them. */
class LearnedPolicyTests {
  private static final Sandbox SANDBOX = Sandbox.create().withWall("60s");

  @TempDir Path directory;

  private static Trace traced(String... command) {
    return succeeded(SANDBOX.withTrace().run(command)).trace();
  }

  private Run under(LearnedPolicy policy, String... command) throws IOException {
    Path file = directory.resolve("learned.policy");
    Files.writeString(file, policy.toPolicyFile());
    Run byFile = SANDBOX.withPolicy(file.toString()).run(command);
    Run byList = SANDBOX.allow(policy.allowed().toArray(String[]::new)).run(command);
    assertThat(byFile.verdict()).as("%s%n%s", byFile, policy).isEqualTo(byList.verdict());
    return byFile;
  }

  @Test
  void aProgramRunsUnderItsOwnPolicyWithAnotherInputToo() throws IOException {
    LearnedPolicy policy = Policy.learnedFrom(traced("sort", "/etc/passwd"));
    succeeded(under(policy, "sort", "/etc/passwd"));
    succeeded(under(policy, "sort", "-r", "/etc/group"));
    succeeded(under(policy.withConditions(), "sort", "-u", "/etc/group"));
    Run other = under(policy, "rmdir", directory.resolve("x").toString());
    assertThat(other.verdict()).as("%s", policy).isEqualTo(Verdict.FORBIDDEN);
    assertThat(other.deniedCalls().get(0).call().name()).isEqualTo("rmdir");
  }

  /** Each makes the same kinds of calls in each run; a JVM, for one, does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "cat /etc/passwd~cat /etc/group",
        "ls -l /etc~ls -l /usr",
        "sh -c 'ls / | sort'~sh -c 'ls /usr | sort'",
        "python3 -S -c 'print(6*7)'~python3 -S -c 'print([i*i for i in range(9)])'",
        "gcc --version~gcc --version",
        "git --version~git --version",
        "awk 'BEGIN{print 1}'~awk 'BEGIN{print 2}'",
      })
  void otherProgramsDoAsWell(String seen, String other) throws IOException {
    LearnedPolicy policy = Policy.learnedFrom(traced("sh", "-c", seen));
    succeeded(under(policy, "sh", "-c", seen));
    succeeded(under(policy, "sh", "-c", other));
    succeeded(under(policy.withConditions(), "sh", "-c", seen));
  }

  @Test
  void severalRunsTeachMore() throws IOException {
    String file = directory.resolve("made").toString();
    LearnedPolicy reading = Policy.learnedFrom(traced("cat", "/etc/passwd"));
    LearnedPolicy both =
        Policy.learnedFrom(traced("cat", "/etc/passwd"), traced("sh", "-c", ": > " + file));
    assertThat(reading.withConditions().allowed())
        .contains("open(flags!&O_WRONLY|O_RDWR|O_CREAT|O_TRUNC)")
        .doesNotContain("open");
    assertThat(both.withConditions().allowed()).contains("open");
    assertThat(under(reading.withConditions(), "sh", "-c", ": > " + file).verdict())
        .isEqualTo(Verdict.FORBIDDEN);
    succeeded(under(both.withConditions(), "sh", "-c", ": > " + file));
  }

  @Test
  void socketsAreOfTheFamiliesThatWereSeen() throws IOException {
    String local = "import socket; socket.socketpair(); socket.socket(socket.AF_UNIX)";
    String inet = "import socket; socket.socket(socket.AF_INET)";
    LearnedPolicy policy =
        Policy.learnedFrom(traced("python3", "-S", "-c", local)).withConditions();
    assertThat(policy.allowed()).contains("socket(domain=AF_UNIX)");
    succeeded(under(policy, "python3", "-S", "-c", local));
    assertThat(under(policy, "python3", "-S", "-c", inet).verdict()).isEqualTo(Verdict.FORBIDDEN);
  }

  @Test
  void threadsAreToldFromProcesses() throws IOException {
    String[] threads = Tracees.command("threads", "4");
    LearnedPolicy policy = Policy.learnedFrom(traced(threads));
    assertThat(policy.allowed()).contains("thread").doesNotContain("fork", "clone3", "sys:clone3");
    assertThat(policy.reaction()).isEqualTo(Reaction.KILL);
    succeeded(under(policy, threads));
    LearnedPolicy shell = Policy.learnedFrom(traced("sh", "-c", "ls /; :"));
    assertThat(shell.allowed()).contains("fork", "exec", "wait").doesNotContain("thread");
  }

  @Test
  void aNumberThatLinuxDoesNotKnowTeachesNothing() throws IOException {
    String script = "import ctypes; ctypes.CDLL(None).syscall(5555)";
    LearnedPolicy policy = Policy.learnedFrom(traced("python3", "-c", script));
    assertThat(policy.allowed()).isNotEmpty().noneMatch(word -> word.contains("5555"));
  }

  private static TraceBuilder program() {
    return new TraceBuilder().process(100).exec("/usr/bin/tool", "tool");
  }

  private static LearnedPolicy learned(TraceBuilder builder) {
    return Policy.learnedFrom(builder.trace());
  }

  @Test
  void narrowFamiliesStandForTheirMembersAndOtherCallsForThemselves() {
    assertThat(
            learned(
                    program()
                        .call("newfstatat", "AT_FDCWD", "/a")
                        .returns(0)
                        .call("pwrite64", 1, 0, 0)
                        .returns(0)
                        .call("uname")
                        .returns(0)
                        .call("ptrace")
                        .returns(0)
                        .call("clone", "CLONE_THREAD")
                        .returns(7)
                        .call("fcntl", 1, "F_DUPFD")
                        .returns(7)
                        .call("kill", 100, 15)
                        .returns(0)
                        .call("connect")
                        .fails(Errno.ENOENT)
                        .call("restart_syscall")
                        .returns(0))
                .allowed())
        .containsExactlyInAnyOrder(
            "stat", "write", "uname", "sys:ptrace", "thread", "dup", "sys:kill", "connect");
  }

  @Test
  void whatAnotherWordAllowsAnywayIsLeftOut() {
    assertThat(
            learned(
                    program()
                        .call("fcntl", 1, "F_DUPFD")
                        .returns(7)
                        .call("fcntl", 1, "F_GETFD")
                        .returns(0))
                .allowed())
        .containsExactly("fcntl");
  }

  @Test
  void conditionsAreOfWhatArgumentsSay() {
    LearnedPolicy policy =
        learned(
            program()
                .call("ioctl", 1, "TCGETS")
                .fails(Errno.ENOTTY)
                .call("ioctl", 1, "TIOCGWINSZ")
                .fails(Errno.ENOTTY)
                .call("prctl", "PR_SET_NAME")
                .returns(0)
                .call("fcntl", 1, 77777)
                .fails(Errno.EINVAL));
    assertThat(policy.allowed()).containsExactly("fcntl", "ioctl", "prctl");
    assertThat(policy.withConditions().allowed())
        .containsExactly("fcntl", "ioctl(request=TCGETS|TIOCGWINSZ)", "prctl(option=PR_SET_NAME)");
    assertThat(policy.withConditions().policy().levels().get(0)).hasSize(3);
  }

  @Test
  void whatOnlyARuleWithoutConditionsWouldAllowIsNotLeftOut() {
    LearnedPolicy policy =
        learned(
            program()
                .call("fcntl", 1, "F_DUPFD")
                .returns(7)
                .call("fcntl", 1, "F_GETFD")
                .returns(0));
    assertThat(policy.withConditions().allowed()).containsExactly("dup", "fcntl(cmd=F_GETFD)");
  }

  @Test
  void aCallOfItsOwnSaysMoreThanThatOfTheLoader() {
    LearnedPolicy policy =
        learned(
            program()
                .call("openat", "AT_FDCWD", "/lib/libc.so.6", "O_RDONLY")
                .returns(3)
                .call("openat", "AT_FDCWD", "/data", "O_RDONLY")
                .returns(3));
    assertThat(policy.toPolicyFile())
        .contains("allow open   # tool: openat(AT_FDCWD, \"/data\", O_RDONLY) = 3\n");
  }

  @Test
  void whatWasRefusedIsNotLearned() {
    LearnedPolicy policy =
        learned(
            program()
                .call("ptrace")
                .refused(false, "TRACING")
                .fails(Errno.EPERM)
                .call("getcwd")
                .returns(3));
    assertThat(policy.allowed()).containsExactly("getcwd");
    assertThat(policy.reaction()).isEqualTo(Reaction.of(Errno.EPERM));
    assertThat(policy.toPolicyFile()).contains("on-denied EPERM   # some calls were refused");
    assertThat(policy.annotation()).endsWith("},\n    onDenied = \"EPERM\")");
  }

  @Test
  void everyLineSaysWhoNeededIt() {
    LearnedPolicy policy =
        learned(
            program()
                .call("brk", 0)
                .returns(9)
                .call("mkdir", "/tmp/\u001b[2J\n# x", 0755)
                .returns(0));
    assertThat(policy.toPolicyFile())
        .isEqualTo(
            """
            # Learned from runs of tool.
            on-denied KILL

            # Starting: what the loader and the C library call.
            allow mapping   # tool: brk(NULL) = 0x9

            # What the programs call themselves.
            allow mkdir   # tool: mkdir("/tmp/\\33[2J\\n# x", 0755) = 0
            """);
    assertThat(policy.annotation())
        .isEqualTo(
            """
            @Sandboxed(
                allow = {
                  "mapping",
                  "mkdir"
                })""");
    assertThat(policy.rules()).extracting(LearnedRule::starting).containsExactly(true, false);
    assertThat(policy.interfaces()).containsExactly(Abi.X86_64);
  }

  @Test
  void theNameOfAProgramCannotBecomeALine() {
    LearnedPolicy policy =
        learned(
            new TraceBuilder()
                .process(100)
                .exec("/tmp/a\nallow ptrace\u001b", "a")
                .call("getcwd")
                .returns(3));
    assertThat(policy.toPolicyFile()).contains("# Learned from runs of a?allow ptrace?.");
    List<String> lines = policy.toPolicyFile().lines().toList();
    assertThat(PolicyText.read("a", lines).levels().get(0)).hasSize(1);
  }

  @Test
  void whatIsNotWholeTeachesNothing() {
    Trace some = SANDBOX.withTrace("%file").run("true").trace();
    assertThatThrownBy(() -> Policy.learnedFrom(some))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of some calls only: %file. Expected one of all calls");
    Trace dropped = SANDBOX.withTrace().withTraceLimit(9).run("true").trace();
    assertThatThrownBy(() -> Policy.learnedFrom(dropped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" events were dropped, as it may keep no more than 9.");
    assertThatThrownBy(() -> learned(program()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("traces without a call");
    assertThatThrownBy(Policy::learnedFrom).isInstanceOf(IllegalArgumentException.class);
  }
}
