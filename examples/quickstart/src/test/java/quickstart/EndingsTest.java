package quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.syscall.Signal;

/** The ways in which a program can end, one test each. */
class EndingsTest {
  @BeforeAll
  static void compileThePrograms() throws Exception {
    Sandbox sandbox = Sandbox.create().withWall("60s");
    Files.createDirectories(Path.of("target"));
    for (String name : List.of("greet", "refuse", "crash", "spin", "flood", "abandon", "count")) {
      Run gcc = sandbox.run("gcc", "-g", "-o", "target/" + name, "src/main/c/" + name + ".c");
      assertThat(gcc).exitedWith(0);
    }
  }

  @AfterEach
  void tellWhatHappened(Run run) {
    System.out.println(String.join(" ", run.command()) + ": " + run.summary());
  }

  @Test
  @Sandboxed(command = {"target/greet", "Sandtrap"})
  void endsWell(Run run) {
    assertThat(run).exitedWith(0).stdout().isEqualTo("Hello, Sandtrap!\n");
  }

  @Test
  @Sandboxed(command = "target/count", stdin = "one\ntwo\nthree\n")
  void readsItsInput(Run run) {
    assertThat(run).exitedWith(0).stdout().isEqualTo("3\n");
  }

  @Test
  @Sandboxed(command = "target/refuse")
  void endsWithAnExitCodeOfItsOwn(Run run) {
    assertThat(run).hasVerdict(Verdict.NONZERO_EXIT).exitedWith(3);
    assertThat(run).stderr().contains("there is nothing to do");
  }

  @Test
  @Sandboxed(command = "target/crash")
  void crashesAndSaysWhere(Run run) {
    assertThat(run).hasVerdict(Verdict.RUNTIME_ERROR).wasKilledBy(Signal.SIGSEGV);
    assertThat(run.cause().message()).contains("crash.c:10");
  }

  @Test
  @Sandboxed(command = "target/spin", wall = "500ms", expect = Verdict.TIME_LIMIT)
  void isStoppedAtItsTimeLimit() {}

  @Test
  @Sandboxed(command = "target/flood", output = "64KiB")
  void isStoppedAtItsOutputLimit(Run run) {
    assertThat(run).hasVerdict(Verdict.OUTPUT_LIMIT).stdout().hasSize(64 * 1024);
  }

  @Test
  @Sandboxed(command = "target/count", stdin = "one\ntwo\n", memory = "64MiB")
  void needsLittle(Run run) {
    assertThat(run).hitNoLimit().usage().usedCpuAtMost("1s").peakMemory().isLessThan("16MiB");
  }

  @Test
  @Sandboxed(command = "target/abandon")
  void leavesNothingBehind(Run run) {
    assertThat(run).exitedWith(0).stdout().isEqualTo("all done\n");
    assertThat(run.leftovers()).hasSize(1);
  }

  @Test
  @Sandboxed(command = "target/abandon", deny = "fork", expect = Verdict.FORBIDDEN)
  void isStoppedBeforeItForks() {}
}
