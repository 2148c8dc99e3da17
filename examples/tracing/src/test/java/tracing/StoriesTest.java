package tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.policy.LearnedPolicy;
import org.sandtrap.policy.Policy;
import org.sandtrap.trace.Trace;

/** What a program did, in five stories. */
class StoriesTest {
  @BeforeAll
  static void compileThePrograms() throws Exception {
    Files.createDirectories(Path.of("target", "data"));
    Files.writeString(Path.of("target", "data", "poem.txt"), "so much depends upon\n");
    Sandbox sandbox = Sandbox.create().withWall("60s");
    for (String name : List.of("settings", "words", "viewer")) {
      Run gcc = sandbox.run("gcc", "-o", "target/" + name, "src/main/c/" + name + ".c");
      assertThat(gcc).exitedWith(0);
    }
  }

  // 1. A program that must replace a file safely.

  @Test
  @Sandboxed(command = {"target/settings", "target/colour", "blue"})
  void replacesItsFileSafely(Trace trace) {
    assertThat(trace)
        .replacedAtomically("target/colour")
        .inOrder("write", "fsync", "close", "rename")
        .closedAllItOpened();
  }

  @Test
  @Sandboxed(command = {"target/settings", "target/colour", "red", "careless"})
  void forgetsToWaitForTheDisk(Trace trace) {
    assertThatThrownBy(() -> assertThat(trace).replacedAtomically("target/colour"))
        .hasMessageContaining("rename");
  }

  // 2. A program that must not read outside its directory.

  @Test
  @Sandboxed(
      command = {"target/words", "poem.txt"},
      directory = "target")
  void readsOnlyItsData(Trace trace) {
    assertThat(trace).openedOnlyBelow("target/data", "/etc", "/lib", "/usr/lib").deletedNothing();
  }

  @Test
  @Sandboxed(
      command = {"target/words", "../../src/main/c/words.c"},
      directory = "target")
  void readsWhatItShouldNot(Trace trace) {
    assertThatThrownBy(
            () -> assertThat(trace).openedOnlyBelow("target/data", "/etc", "/lib", "/usr/lib"))
        .hasMessageContaining("words.c");
  }

  // 3. A program that must not phone home. Only calls for the network stop.

  @Test
  @Sandboxed(command = "target/words", trace = "%network", expect = Verdict.NONZERO_EXIT)
  void talksToNobody(Trace trace) {
    assertThat(trace).connectedToNobody();
  }

  @Test
  @Sandboxed(command = "target/viewer", trace = "%network")
  void phonesHome(Trace trace) {
    assertThatThrownBy(() -> assertThat(trace).connectedToNobody())
        .hasMessageContaining("it tried to connect to 127.0.0.1:9");
  }

  // 4. A program that must go on doing what it does: src/test/resources/snapshots has the text.

  @Test
  @Sandboxed(command = {"target/settings", "target/colour", "blue"})
  void doesWhatItDid(Trace trace) {
    assertThat(trace).matchesSnapshot();
  }

  // 5. A program that may do from now on only what it has done.

  @Test
  @Sandboxed
  void mayDoOnlyWhatItNeeds(Sandbox sandbox) {
    Run usual = sandbox.withDirectory("target").withTrace().run("target/words", "poem.txt");
    LearnedPolicy learned = Policy.learnedFrom(usual.trace());
    System.out.print(learned.toPolicyFile());

    Sandbox strict = sandbox.withPolicy(learned.policy());
    assertThat(strict.withDirectory("target").run("target/words", "poem.txt")).exitedWith(0);
    assertThat(strict.run("target/viewer")).hasVerdict(Verdict.FORBIDDEN);
  }
}
