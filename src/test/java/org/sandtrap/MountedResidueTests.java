package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.tracer.binding.SelfStatus;

/** What a privileged program has mounted in its private directory is neither read nor removed. */
class MountedResidueTests {
  @TempDir Path outside;

  @Test
  void aMountIsNotEntered() throws IOException, InterruptedException {
    if (!SelfStatus.read().has(SelfStatus.CAP_SYS_ADMIN)) {
      throw new TestAbortedException("CAP_SYS_ADMIN is needed, without which nobody mounts");
    }
    Path kept = Files.createDirectory(outside.resolve("kept"));
    Files.writeString(kept.resolve("file"), "text");
    Path temporary = Files.createDirectory(outside.resolve("temporary"));
    List<String> said =
        ChildJvm.of(Mounting.class)
            .startedBy("unshare", "--mount")
            .withOptions("-Djava.io.tmpdir=" + temporary)
            .run(kept.toString());
    assertThat(said)
        .containsExactly(
            "OK",
            "[here (directory), out (file, 2 B)]",
            "what is below 'here' is not listed: is a mount");
    assertThat(kept.resolve("file")).hasContent("text");
  }

  /** A JVM in a mount namespace of its own, so that the mount is nobody else's. */
  static final class Mounting {
    private Mounting() {}

    /** Prints the end of the program and what was found. */
    public static void main(String[] mounted) {
      String script = "mkdir here; mount --bind \"$1\" here || exit 3; echo x > out";
      Run run = Sandbox.create().collect("**").run("sh", "-c", script, "sh", mounted[0]);
      System.out.println(run.verdict());
      System.out.println(run.files());
      System.out.println(run.filesCut().orElse("nothing is missing"));
    }
  }
}
