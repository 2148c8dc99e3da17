package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.Namespaces;
import org.sandtrap.testing.Tracees;

/**
 * What a hostile program leaves harms neither the collector nor the cleaner, and no later run finds
 * anything of it.
 */
class ResidueAttackTests {
  private static final Path FILES = Tracees.path("attacks/fs_residue");
  private static final String OBJECTS = Tracees.path("attacks/ipc_residue").toString();

  private final String key =
      Integer.toString(ThreadLocalRandom.current().nextInt(1 << 20, Integer.MAX_VALUE));

  @TempDir Path outside;

  @BeforeEach
  void requireLandlock() {
    Landlock.require();
  }

  /** As a free program, which sees whatever is there. */
  @AfterEach
  void removeObjects() {
    Sandbox.create().run(OBJECTS, "remove", key);
  }

  private static Stream<Sandbox> freeAndUntrusted() {
    return Stream.of(Sandbox.create().withWall("2min"), Sandbox.untrusted().withWall("2min"))
        .map(sandbox -> sandbox.withReadable("{system}", FILES.toString()));
  }

  @ParameterizedTest
  @MethodSource("freeAndUntrusted")
  void filesAreCollectedAndRemovedWithoutWaitingOrFollowing(Sandbox sandbox) throws IOException {
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    String script = "printf %s $TMPDIR; exec \"$0\" \"$1\"";
    Sandbox collecting =
        sandbox
            .collect("**.txt", "closed")
            .withReadable(outside)
            .withExecutable("{system}", FILES.toString());
    Run run = succeeded(collecting.run("sh", "-c", script, FILES.toString(), secret.toString()));
    assertThat(run.file("out.txt").text()).isEqualTo("result\n");
    assertThat(run.file("line\nbreak.txt").text()).isEqualTo("newline\n");
    assertThat(run.file("closed.txt").text()).isEqualTo("mode 0\n");
    assertThat(run.file("closed/inside.txt").text()).isEqualTo("inside\n");
    assertThat(run.files())
        .filteredOn(file -> file.path().startsWith("bad "))
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.pathBytes())
                  .isEqualTo("bad \u00ff\u00fe.txt".getBytes(StandardCharsets.ISO_8859_1));
              assertThat(file.text()).isEqualTo("bytes\n");
            });
    assertThat(run.file("link.txt").kind()).isEqualTo(LeftFile.Kind.LINK);
    assertThat(run.file("fifo.txt").kind()).isEqualTo(LeftFile.Kind.FIFO);
    assertThat(run.file("socket.txt").kind()).isEqualTo(LeftFile.Kind.SOCKET);
    assertThat(run.files())
        .filteredOn(file -> file.kind() != LeftFile.Kind.FILE || file.path().equals("hard.txt"))
        .allSatisfy(
            file -> {
              assertThat(file.isCollected()).as(file.toString()).isFalse();
              assertThatIllegalStateException().isThrownBy(file::bytes);
            });
    assertThat(run.filesCut()).hasValue("what is below more than 64 directories is not listed");
    assertThat(
            Path.of(run.stdoutText().lines().findFirst().orElseThrow().replace("no hard link", "")))
        .isAbsolute()
        .doesNotExist();
    assertThat(secret).hasContent("secret");
  }

  private static List<Sandbox> ofEveryHost(Sandbox sandbox) {
    List<Sandbox> all = new ArrayList<>(List.of(sandbox));
    all.add(sandbox.on(Abilities.here().withoutNamespaces()));
    all.add(sandbox.on(Abilities.ofLandlock(1)));
    return all;
  }

  private static Stream<Sandbox> untrusted() {
    return ofEveryHost(Sandbox.untrusted()).stream();
  }

  private List<String> found(Sandbox sandbox) {
    return succeeded(sandbox.run(OBJECTS, "look", key)).stdoutLines();
  }

  @ParameterizedTest
  @MethodSource("untrusted")
  void noLaterRunFindsObjectsOfAProgramThatNobodyHasRead(Sandbox sandbox) {
    succeeded(sandbox.run(OBJECTS, "leave", key));
    assertThat(found(sandbox)).hasSize(6).allMatch(line -> line.endsWith(" none"));
    assertThat(found(Sandbox.create())).hasSize(6).allMatch(line -> line.endsWith(" none"));
  }

  private static Stream<Sandbox> isolated() {
    return ofEveryHost(Sandbox.create().withIsolatedProcesses()).stream();
  }

  @ParameterizedTest
  @MethodSource("isolated")
  void noLaterRunFindsObjectsOfIsolatedProcesses(Sandbox sandbox) {
    Run run = succeeded(sandbox.run(OBJECTS, "leave", key));
    assertThat(found(Sandbox.create())).contains("shm none", "msg none", "sem none", "mq none");
    assertThat(run.protections().toString()).contains("/dev/shm"); // closed, or said to be open
  }

  @Test
  void aNamespaceEndsWithMemoryThatIsSharedByName() {
    Namespaces.require();
    Run run = succeeded(Sandbox.create().withIsolatedProcesses().run(OBJECTS, "leave", key));
    assertThat(run.stdoutLines())
        .contains("shm made", "msg made", "sem made", "mq made", "file made");
    assertThat(found(Sandbox.create())).contains("mq none", "file none");
  }

  @Test
  void otherIsolatedRunsHaveTheirObjectsOfSystemVListedAndRemoved() {
    Run run = Sandbox.create().withWritable("{private}").run(OBJECTS, "leave", key);
    assertThat(run.stdoutLines()).contains("shm made", "msg made", "sem made");
    assertThat(run.ipcObjects())
        .extracting(IpcObject::kind)
        .containsExactly(
            IpcObject.Kind.SHARED_MEMORY, IpcObject.Kind.MESSAGE_QUEUE, IpcObject.Kind.SEMAPHORES);
    assertThat(run.ipcObjects()).extracting(IpcObject::key).containsOnly(Integer.parseInt(key));
    assertThat(run.ipcObjects()).extracting(IpcObject::size).containsExactly(4096L, 4L, 2L);
    assertThat(found(Sandbox.create())).contains("shm none", "msg none", "sem none");
  }

  @Test
  void objectsOfOthersStay() {
    succeeded(Sandbox.create().run(OBJECTS, "leave", key));
    Run run = Sandbox.create().withWritable("{private}").run(OBJECTS, "look", key);
    assertThat(run.stdoutLines()).contains("shm found", "msg found", "sem found");
    assertThat(run.ipcObjects()).isEmpty();
    assertThat(found(Sandbox.create())).contains("shm found", "msg found", "sem found");
  }
}
