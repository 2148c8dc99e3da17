package policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.junit.Stdout;
import org.sandtrap.module.FixedRandom;
import org.sandtrap.module.FixedTime;
import org.sandtrap.syscall.Signal;

/** What a policy in Java can decide, in seven stories. */
class PolicyTest {
  @BeforeAll
  static void compileThePrograms() throws Exception {
    Files.writeString(Path.of("target", "secret"), "42\n");
    Sandbox sandbox = Sandbox.create().withWall("60s");
    for (String name : List.of("descriptors", "copy", "work", "dice", "many")) {
      Run gcc = sandbox.run("gcc", "-O1", "-o", "target/" + name, "src/main/c/" + name + ".c");
      assertThat(gcc).exitedWith(0);
    }
  }

  // 1. A program that may execute another one, but only once. The class says which module is asked.

  @Test
  @Sandboxed(
      command = {"sh", "-c", "exec echo once"},
      module = OneExec.class)
  void executesOneProgram(@Stdout String output) {
    assertThat(output).isEqualTo("once\n");
  }

  @Test
  @Sandboxed(
      command = {"sh", "-c", "exec env echo twice"},
      module = OneExec.class)
  void executesNoSecondProgram(Run run) {
    assertThat(run).hasVerdict(Verdict.FORBIDDEN).stdout().isEmpty();
    assertThat(run.cause().message()).contains("a second exec");
  }

  // 2. A program that may signal nobody but itself.

  @Test
  @Sandboxed(
      command = {"sh", "-c", "kill -0 $$ && ! kill -0 $PPID"},
      module = OnlyItself.class)
  void signalsNobodyElse(Run run) {
    assertThat(run).exitedWith(0);
    assertThat(run.deniedCalls()).hasSize(1);
  }

  // 3. A program that may not use what others have opened.

  @Test
  @Sandboxed(
      command = {"target/descriptors", "target/secret"},
      module = OwnDescriptors.class)
  void readsWhatItHasOpened(@Stdout String output) {
    assertThat(output).isEqualTo("4\n");
  }

  @Test
  @Sandboxed(
      command = {"sh", "-c", "exec target/descriptors 5 5<target/secret"},
      module = OwnDescriptors.class)
  void readsNothingInherited(Run run) {
    assertThat(run).exitedWith(1).stderr().contains("Bad file descriptor");
  }

  // 4. A black list and a white list that remember what was done before.

  @Test
  @Sandboxed
  void writesNothingAfterItHasReadTheSecret(Sandbox sandbox) throws Exception {
    String secret = Path.of("target", "secret").toRealPath().toString();
    Sandbox careful = sandbox.withModule(() -> new NothingAfterTheSecret(secret));
    assertThat(careful.run("target/copy", "target/secret", "target/public")).exitedWith(0);

    Run leaks = careful.run("target/copy", "target/secret", "target/leak", "secret-first");
    assertThat(leaks).exitedWith(1).stderr().contains("Permission denied");
    assertThat(Path.of("target", "leak")).doesNotExist();
  }

  @Test
  @Sandboxed
  void makesOnlySoManyCalls(Sandbox sandbox) {
    Sandbox strict = sandbox.withModule(() -> new CountedCalls(1000));
    assertThat(strict.run("target/many", "10")).exitedWith(0);
    assertThat(strict.run("target/many", "2000")).hasVerdict(Verdict.FORBIDDEN);
    assertThat(strict.run("sh", "-c", "true & wait")).hasVerdict(Verdict.FORBIDDEN);
  }

  // 5. A limit that is extended once, and has a label of its own then.

  @Test
  @Sandboxed(
      command = {"target/work", "300"},
      cpu = "150ms",
      module = Overtime.class)
  void getsSomeTimeMore() {}

  @Test
  @Sandboxed(
      command = {"target/work", "60000"},
      cpu = "150ms",
      module = Overtime.class)
  void isTooSlowAllTheSame(Run run) {
    assertThat(run).hasVerdict(Verdict.CUSTOM);
    assertThat(run.cause())
        .isEqualTo(new Cause.Finished("too slow, even with overtime", "Overtime"));
  }

  // 6. A module that decides nothing, and counts.

  @Test
  @Sandboxed
  void isCounted(Sandbox sandbox) {
    Statistics statistics = new Statistics();
    Run run = sandbox.withModule(statistics).run("sh", "-c", "trap : USR1; kill -USR1 $$; cat /");
    assertThat(run).exitedWith(1);
    assertThat(statistics.calls()).containsEntry("execve", 1).containsKey("write");
    assertThat(statistics.signals()).containsEntry(Signal.SIGUSR1, 1);
    System.out.println(statistics.calls());
  }

  // 7. A program that does the same each time, at the same moment and with the same dice.

  @Test
  @Sandboxed(
      command = "target/dice",
      module = {FixedTime.class, FixedRandom.class})
  void throwsTheSameDice(@Stdout String output, Sandbox sandbox) {
    assertThat(output).startsWith("Sat Jan  1 00:00:00 2000\n");
    assertThat(sandbox.run("target/dice").stdoutText()).isEqualTo(output);
    assertThat(sandbox.withoutModules().run("target/dice").stdoutText()).isNotEqualTo(output);
  }
}
