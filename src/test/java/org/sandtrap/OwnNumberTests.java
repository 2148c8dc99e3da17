package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** In a pid namespace of their own, programs mean by numbers what these mean there. */
class OwnNumberTests {
  private static final String REMEDY = "allow user namespaces";

  @TempDir Path directory;

  private Sandbox free() {
    return Sandbox.create().withWall("20s").withDirectory(directory);
  }

  private Sandbox under(String preset) {
    return free().withPolicy(preset);
  }

  private static void requireNamespaces(Run free) {
    Requirement.requireKernel(free.verdict() == Verdict.OK, "A pid namespace of its own", REMEDY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kill -0 $$ && echo own",
        "sleep 100 & kill $!; wait $!; echo $?",
        "set -m; sleep 50 | sleep 50 & kill -- -$!; wait $!; echo $?",
        "kill -0 1 && echo first",
        "kill -0 9999 || echo none",
        "trap 'echo got' TERM; kill 0; echo done"
      })
  void numbersAreThoseOfItsOwnNamespace(String script) {
    String[] command = {"unshare", "-U", "-r", "-p", "-f", "bash", "-c", script};
    Run free = free().run(command);
    requireNamespaces(free);
    Run run = under("own-processes").run(command);
    assertThat(succeeded(run).stdoutText()).isEqualTo(free.stdoutText());
    assertThat(run.deniedCalls()).isEmpty();
  }

  @Test
  void aNumberOfAnotherNamespaceIsNobody() {
    String jvm = Long.toString(ProcessHandle.current().pid());
    String[] command = {"unshare", "-Urpf", "bash", "-c", "kill -0 $0 || echo none", jvm};
    requireNamespaces(free().run(command));
    assertThat(succeeded(under("own-processes").run(command)).stdoutText()).isEqualTo("none\n");
  }

  @Test
  void whatAProcessCallsItselfIsItsNumberThere() {
    String script = "kill -0 $$ && echo own; sleep 5 & kill $! || echo other";
    String[] command = {"unshare", "-U", "-r", "-p", "-f", "bash", "-c", script};
    requireNamespaces(free().run(command));
    Run run = free().deny("kill(pid!=self)").withOnDenied("EPERM").run(command);
    assertThat(succeeded(run).stdoutText()).isEqualTo("own\nother\n");
  }

  @Test
  void ofItsOwnNamespaceIsProcAsWell() throws IOException, InterruptedException {
    Process outer =
        new ProcessBuilder("unshare", "-Urpf", "--mount-proc", Tracees.path("pause").toString())
            .start();
    try {
      Until.isTrue(
          "it has begun or failed",
          () -> !outer.isAlive() || outer.children().anyMatch(OwnNumberTests::isPause));
      Requirement.requireKernel(outer.isAlive(), "A pid namespace of its own", REMEDY);
      String inner = Long.toString(outer.children().findFirst().orElseThrow().pid());
      String script =
          "for p in self $$ thread-self; do echo named > /proc/$p/comm && echo 1; done;"
              + " : > /proc/1/comm || echo no";
      String[] command = {"nsenter", "-t", inner, "-U", "-p", "-m", "bash", "-c", script};
      requireNamespaces(free().run(command));
      Run run = under("own-processes").run(command);
      assertThat(succeeded(run).stdoutText()).isEqualTo("1\n1\n1\nno\n");
    } finally {
      outer.descendants().forEach(ProcessHandle::destroyForcibly);
      outer.destroyForcibly().waitFor();
    }
  }

  private static boolean isPause(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/pause");
  }
}
