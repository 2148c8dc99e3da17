package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Rule;
import org.sandtrap.policy.RuleException;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.testing.Emulation32;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.OuterFilter;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Untraced;

/** What rules do to programs. */
class RuleTests {
  private final Sandbox sandbox = Sandbox.create();

  @TempDir Path directory;

  private static DeniedCall forbidden(Run run) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.FORBIDDEN);
    assertThat(run.causes()).as("%s", run).hasSize(1);
    DeniedCall call = ((Cause.Forbidden) run.cause()).call();
    assertThat(run.deniedCalls()).containsExactly(call);
    assertThat(run.deniedCallCount()).isEqualTo(1);
    return call;
  }

  @Test
  void aForbiddenCallEndsTheRunBeforeItIsMade() {
    Path file = directory.resolve("never");
    Run run = sandbox.deny("mkdir").run("mkdir", file.toString());
    DeniedCall call = forbidden(run);
    assertThat(call.call().name()).isIn("mkdir", "mkdirat");
    assertThat(call.rule()).contains(Rule.deny("mkdir"));
    assertThat(call.texts()).containsExactly(Map.entry("pathname", file.toString()));
    assertThat(call.text()).contains("pathname=\"" + file + "\", mode=0777)");
    assertThat(call.pid()).isEqualTo(run.pid());
    assertThat(call.tid()).isEqualTo(run.pid());
    assertThat(file).doesNotExist();
  }

  @Test
  void aTextThatIsNotThereStaysAnAddress() {
    String script =
        "import ctypes; libc = ctypes.CDLL(None)\n"
            + "[libc.rmdir(ctypes.c_void_p(at)) for at in (0, 16, -1)]\n"
            + "libc.rmdir(ctypes.c_char_p(b'x' * 300)); libc.rmdir(b'a\\nb')";
    Run run = sandbox.deny("rmdir").withOnDenied("EACCES").run("python3", "-c", script);
    assertThat(run.deniedCalls())
        .extracting(DeniedCall::text)
        .containsExactly(
            "rmdir(pathname=0x0)",
            "rmdir(pathname=0x10)",
            "rmdir(pathname=0xffffffffffffffff)",
            "rmdir(pathname=\"" + "x".repeat(256) + "…\")",
            "rmdir(pathname=\"a\\nb\")");
  }

  @Test
  void theMessageNamesCallRuleTimeAndProcessAndWhatWouldUndoIt() {
    Run run = sandbox.deny("socket(domain=AF_INET)").run("python3", "-c", INET);
    assertThat(forbidden(run).text())
        .isEqualTo("socket(domain=AF_INET, type=SOCK_STREAM|SOCK_CLOEXEC, protocol=IPPROTO_IP)");
    assertThat(run.summary())
        .matches(
            "FORBIDDEN: The program was stopped before it called socket\\(domain=AF_INET,"
                + " type=SOCK_STREAM\\|SOCK_CLOEXEC, protocol=IPPROTO_IP\\), which the rule 'deny socket\\(domain=AF_INET\\)' forbids \\(after"
                + " [0-9.]+ m?s, in process \\d+\\)\\. To allow it, remove that rule, or add '-socket\\(domain=AF_INET\\)'"
                + " to what is denied closer to the test\\.");
  }

  private static final String INET = "import socket; socket.socket()";
  private static final String UNIX =
      "import socket; socket.socket(socket.AF_UNIX); print('unix', flush=True)";

  @Test
  void aConditionDecidesByArgument() {
    Sandbox local = sandbox.deny("socket(domain!=AF_UNIX)");
    assertThat(succeeded(local.run("python3", "-c", UNIX)).stdoutText()).isEqualTo("unix\n");
    forbidden(local.run("python3", "-c", INET));
  }

  @Test
  void aCallThatFailsInsteadIsListed() {
    Run run =
        sandbox
            .deny("open(flags&O_WRONLY|O_RDWR)")
            .withOnDenied("EROFS")
            .run("sh", "-c", "cat /dev/null; echo x > " + directory + "/y || echo failed");
    assertThat(succeeded(run).stdoutText()).isEqualTo("failed\n");
    assertThat(run.stderrText()).contains("Read-only file system");
    assertThat(run.deniedCalls()).hasSize(1);
    assertThat(run.deniedCalls().get(0).call().name()).startsWith("open");
    assertThat(directory.resolve("y")).doesNotExist();
  }

  @Test
  void aCallThatFailsQuietlyCostsNoStop() {
    Untraced.require("stops are counted");
    Sandbox quiet =
        sandbox.withPolicy(sandbox.policy().onDenied(Reaction.parse("EPERM").quietly()));
    String[] command = {"mkdir", directory.resolve("never").toString()};
    Run run = quiet.deny("mkdir").run(command);
    assertThat(run.exitCode()).hasValue(1);
    assertThat(run.stderrText()).contains("Operation not permitted");
    assertThat(run.deniedCallCount()).isZero();
    assertThat(run.usage().stops()).isEqualTo(sandbox.run("true").usage().stops());
  }

  @Test
  void manyFailuresAreCountedAndTheFirstAreListed() {
    String script = "import os\nfor i in range(1500):\n try: os.mkdir('x')\n except OSError: pass";
    Run run = sandbox.deny("mkdir").withOnDenied("EACCES").run("python3", "-c", script);
    assertThat(succeeded(run).deniedCallCount()).isEqualTo(1500);
    assertThat(run.deniedCalls()).hasSize(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "fork, fork",
    "vfork, fork",
    "clone, fork",
    "setsid, fork",
  })
  void everyWayToForkIsForbidden(String way, String word) {
    forbidden(Hostile.run(sandbox.deny(word), "attacks/fork_bomb", way, "5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "threads-32", "threads-static"})
  void threadsAreNoForks(String program) {
    succeeded(Hostile.run(sandbox.deny("fork"), program, "3"));
    DeniedCall call = forbidden(Hostile.run(sandbox.deny("thread"), program, "3"));
    assertThat(call.call().name()).isEqualTo("clone");
    assertThat(call.call().abi() == Abi.I386).isEqualTo(program.endsWith("32"));
  }

  @Test
  void forksAreNoThreads() {
    Run run = sandbox.deny("thread").run("sh", "-c", "ls / | wc -l");
    assertThat(succeeded(run).stdoutLines()).hasSize(1);
  }

  @Test
  void pythonIsToldThatThereAreNoThreadsAndNoForks() {
    String script =
        """
        import threading, os, subprocess
        for what in (lambda: threading.Thread(target=print).start(), os.fork,
                     lambda: subprocess.run('true')):
          try:
            what()
          except Exception as e:
            print(type(e).__name__, flush=True)
        """;
    Run run = sandbox.deny("fork", "thread").withOnDenied("EAGAIN").run("python3", "-c", script);
    assertThat(succeeded(run).stdoutText())
        .isEqualTo("RuntimeError\nBlockingIOError\nBlockingIOError\n");
  }

  @Test
  void oneMaySignalOneselfAndNobodyElse() {
    Sandbox selfish = sandbox.deny("kill(pid!=self)");
    Run run = selfish.run("sh", "-c", "trap 'echo got' USR1; kill -USR1 $$; kill -0 1; echo never");
    assertThat(forbidden(run).arguments().get(0)).isEqualTo(1);
    assertThat(run.stdoutText()).isEqualTo("got\n");
  }

  @Test
  void whatIsNotAllowedIsForbidden() {
    Run run = sandbox.allow("write", "exit").run(Tracees.path("nothing").toString());
    succeeded(run);
    DeniedCall call = forbidden(sandbox.allow("write", "exit").run("true"));
    assertThat(call.rule()).isEmpty();
    assertThat(call.call().name()).isEqualTo("brk");
  }

  @Test
  void aNumberThatIsNoCallIsNoneTheLessDecidedAbout() {
    String script = "import ctypes; print(ctypes.CDLL(None).syscall(9999), flush=True)";
    Run run = sandbox.deny("mkdir").run("python3", "-c", script);
    assertThat(succeeded(run).stdoutText()).isEqualTo("-1\n");
    OuterFilter.assumeNone();
    run = sandbox.withPolicy("compute").run("python3", "-c", script);
    assertThat(forbidden(run).call().name()).isEqualTo("syscall 9999");
    assertThat(run.cause().message())
        .contains("before it called syscall 9999()")
        .endsWith("Rules cannot name it, as this version of Sandtrap does not know it.");
  }

  private static final List<String> CONDITIONS =
      List.of(
          "socket(domain!=AF_UNIX)",
          "open(flags&O_WRONLY|O_RDWR)",
          "mmap(length>1099511627776)",
          "lseek(offset>=-5,offset<100)",
          "clone(flags&CLONE_NEWUSER)",
          "kill(pid!=self)",
          "-foreign");

  /** What the kernel checks when it is given a filter, beside its length: a wrong one is EINVAL. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 200, 400})
  void theKernelTakesTheFilterWhateverTheRules(int count) {
    List<String> names = List.copyOf(SyscallTable.of(Abi.X86_64).names());
    SplittableRandom random = new SplittableRandom(count);
    Set<String> rules = new LinkedHashSet<>();
    while (rules.size() < count && rules.size() < names.size()) {
      rules.add("sys:" + names.get(random.nextInt(names.size())));
    }
    rules.addAll(CONDITIONS);
    String[] words = rules.toArray(String[]::new);
    for (Sandbox ruled :
        List.of(sandbox.deny(words), sandbox.deny(words).withThreads(9).withOpenFiles(64))) {
      Run run = ruled.run(Tracees.command("nothing"));
      assertThat(run.verdict()).as("%s", run).isIn(Verdict.OK, Verdict.FORBIDDEN);
    }
  }

  @Test
  void theProgramIsStartedWhateverIsForbidden() {
    Sandbox closed = sandbox.deny("exec", "sleep", "signal");
    succeeded(closed.run(Tracees.path("nothing").toString()));
    forbidden(sandbox.deny("exec").run("sh", "-c", "exec true"));
  }

  @Test
  void aProcessFarDownIsForbiddenTheSame() {
    Run run =
        sandbox.deny("mkdir").run("sh", "-c", "sh -c 'mkdir " + directory + "/x; :'; echo on");
    DeniedCall call = forbidden(run);
    assertThat(call.pid()).isNotEqualTo(run.pid());
    assertThat(run.stdoutText()).isEmpty();
  }

  @Test
  void aRuleThatIsNoneIsRefusedBeforeAnythingHappens() {
    assertThatThrownBy(() -> sandbox.deny("frok"))
        .isInstanceOf(RuleException.class)
        .hasMessage(
            "'frok' is no rule: at column 1, there is no call, family or class 'frok'; did you mean 'fork' or 'ftok'?");
    assertThatThrownBy(() -> sandbox.deny("network"))
        .hasMessage(
            "'network' is no rule: at column 1, there is no call, family or class 'network'; did you"
                + " mean '%network'?");
    assertThatThrownBy(() -> sandbox.deny("sokcets"))
        .hasMessageContaining("there is no call, family or class 'sokcets'; did you mean 'socket");
    assertThatThrownBy(() -> sandbox.deny("xxxxxxxx"))
        .hasMessageEndingWith("there is no call, family or class 'xxxxxxxx'.");
    assertThatThrownBy(() -> sandbox.withOnDenied("EFOO"))
        .hasMessageStartingWith("onDenied: 'EFOO' is neither KILL nor the name of an error");
  }

  @Test
  void limitsAreLookedAfterBesideRules() throws IOException {
    Run run =
        sandbox
            .deny("socket")
            .withThreads(9)
            .withOpenFiles(64)
            .withFileSize("1MB")
            .run(Tracees.command("attacks/fd_exhaust"));
    assertThat(run.limitsHit()).as("%s", run).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "prctl", "listener", "errno"})
  void aProgramsOwnFilterHidesNothing(String how) {
    Path never = directory.resolve("never");
    Run run = Hostile.run(sandbox.deny("mkdir"), "attacks/own_seccomp", how, never.toString());
    assertThat(forbidden(run).call().name()).isEqualTo("mkdirat");
    assertThat(run.stdoutText())
        .isEqualTo(how.equals("listener") ? "filter EBUSY" : "filter EINVAL");
    assertThat(never).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "trace, filter OK mkdir OK",
    "errno, filter OK mkdir OK",
    "listener, filter EBUSY mkdir OK"
  })
  void withoutRulesAProgramMayHaveAFilterButNoListener(String how, String printed) {
    Untraced.require("a traced program may have no filter of its own");
    Path made = directory.resolve("made");
    Run run = Hostile.run(sandbox, "attacks/own_seccomp", how, made.toString());
    assertThat(succeeded(run).stdoutText()).isEqualTo(printed + "\n");
  }

  @ParameterizedTest
  @CsvSource({"int80, I386", "x32, X32"})
  void aCallOfAnotherInterfaceIsTheSameCall(String how, Abi abi) {
    if (abi == Abi.I386) {
      Emulation32.require();
    }
    Path never = directory.resolve("never");
    Run run = Hostile.run(sandbox.deny("mkdir"), "attacks/foreign_calls", how, never.toString());
    assertThat(never).doesNotExist();
    boolean elsewhere = run.exitCode().orElse(0) == 3; // not x86-64
    if (elsewhere || run.stdoutText().startsWith("mkdir -")) {
      return; // the container has refused it before
    }
    assertThat(forbidden(run).call().abi()).isEqualTo(abi);
    assertThat(run.cause().message()).contains("mkdir(").contains(" of " + abi);
  }
}
