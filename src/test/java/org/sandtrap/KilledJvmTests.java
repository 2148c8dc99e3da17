package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.LastingRun;
import org.sandtrap.testing.LivingJvm;
import org.sandtrap.testing.Marker;

/** What a killed JVM leaves in the temporary directory is removed by the next one, and no more. */
class KilledJvmTests {
  private static final String SCRIPT = "mkdir -p $TMPDIR/a/b; ln -s %s $TMPDIR/link; sleep 60";

  @TempDir Path temporary;
  @TempDir Path precious;

  private LivingJvm start(String script) throws Exception {
    LivingJvm jvm =
        Marker.fresh()
            .on(ChildJvm.of(LastingRun.class))
            .withOptions("-Djava.io.tmpdir=" + temporary)
            .start("sh", "-c", script);
    jvm.awaitLine("running");
    return jvm;
  }

  private void runAnother() throws IOException, InterruptedException {
    ChildJvm.of(OneRun.class).withOptions("-Djava.io.tmpdir=" + temporary).run();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.contains("sandtrap-"))
          .toList();
    }
  }

  @Test
  void theNextJvmRemovesIt() throws Exception {
    Path kept = Files.writeString(precious.resolve("kept"), "text");
    try (LivingJvm jvm = start(SCRIPT.formatted(precious))) {
      jvm.signal(Signal.SIGKILL);
      jvm.await();
    }
    assertThat(names()).hasSize(2);
    runAnother();
    assertThat(names()).isEmpty();
    assertThat(kept).hasContent("text");
  }

  @Test
  void whatALivingJvmHasStays() throws Exception {
    try (LivingJvm jvm = start("sleep 60")) {
      List<String> before = names();
      assertThat(before).hasSize(2);
      runAnother();
      assertThat(names()).containsExactlyInAnyOrderElementsOf(before);
      jvm.signal(Signal.SIGKILL);
      jvm.await();
    }
    runAnother();
    assertThat(names()).isEmpty();
  }

  @Test
  void whatNobodyHasMarkedStays() throws Exception {
    Path alike = Files.createDirectory(temporary.resolve("sandtrap-12ab-34cd"));
    Path link = Files.createSymbolicLink(temporary.resolve(".sandtrap-owner-56ef"), precious);
    runAnother();
    assertThat(alike).isDirectory();
    assertThat(link).isSymbolicLink();
    assertThat(precious).isDirectory();
  }

  /** A killed JVM's name on a link is not followed. */
  @Test
  void aLinkInThePlaceOfADirectoryIsNotFollowed() throws Exception {
    Path kept = Files.writeString(precious.resolve("kept"), "text");
    Files.createFile(temporary.resolve(".sandtrap-owner-12ab"));
    Files.createSymbolicLink(temporary.resolve("sandtrap-12ab-1"), precious);
    Path directory = Files.createDirectory(temporary.resolve(".sandtrap-spare-12ab-2"));
    runAnother();
    assertThat(directory).doesNotExist();
    assertThat(kept).hasContent("text");
  }

  /** The program of another JVM. */
  static final class OneRun {
    private OneRun() {}

    public static void main(String[] arguments) {
      Sandbox.create().run("true");
    }
  }
}
