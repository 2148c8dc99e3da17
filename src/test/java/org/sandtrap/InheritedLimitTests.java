package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Summary;
import org.sandtrap.testing.Tracees;

/** A limit of the JVM's own that ends a program is named as such. */
@Tag("limits")
class InheritedLimitTests {
  private static final String[] LARGE = {"sh", "-c", "exec head -c 6000000 /dev/zero > $TMPDIR/f"};

  private static String summary(String before, List<String> options, String... command)
      throws Exception {
    ChildJvm jvm =
        ChildJvm.of(Summary.class).after(before).withOptions(options.toArray(String[]::new));
    return String.join("\n", jvm.run(command));
  }

  @ParameterizedTest
  @CsvSource({"ulimit -S -f 4096", "ulimit -f 4096"})
  void aFileSize(String before) throws Exception {
    assertThat(summary(before, List.of(), LARGE))
        .contains("RUNTIME_ERROR", "killed by SIGXFSZ")
        .contains(
            "; it was limited to 4 MiB by the JVM's own RLIMIT_FSIZE, not by Sandtrap: raise that where"
                + " the JVM is started, with ulimit -f");
  }

  @Test
  void aFileSizeThatSandtrapSetsIsNotTheJvms() throws Exception {
    assertThat(summary("ulimit -S -f 4096", List.of("-Dlimit.fileSize=4MB"), LARGE))
        .contains("OUTPUT_LIMIT")
        .doesNotContain("the JVM's own");
  }

  @Test
  void aFileSizeThatTheProgramSetsItselfIsNotTheJvms() throws Exception {
    String script = "ulimit -f 100; exec head -c 6000000 /dev/zero > $TMPDIR/f";
    assertThat(summary("ulimit -S -f 4096", List.of(), "bash", "-c", script))
        .contains("killed by SIGXFSZ")
        .doesNotContain("the JVM's own");
  }

  @Test
  void aSignalThatIsOnlySentIsNotTheJvms() throws Exception {
    assertThat(summary("ulimit -S -f 4096", List.of(), "sh", "-c", "kill -XFSZ $$"))
        .contains("killed by SIGXFSZ")
        .doesNotContain("the JVM's own");
    assertThat(summary("ulimit -t 100", List.of(), "sh", "-c", "kill -KILL $$"))
        .contains("killed by SIGKILL")
        .doesNotContain("the JVM's own");
  }

  /** The JVM itself must not come to it, so that it takes that long. */
  @ParameterizedTest
  @CsvSource({"ulimit -S -t 8, SIGXCPU", "ulimit -t 8, SIGKILL"})
  @Tag("slow")
  void aCpuTime(String before, String signal) throws Exception {
    String[] command = Tracees.command("burn_cpu", "30000");
    assertThat(summary(before, List.of("-Dlimit.wall=100s"), command))
        .contains("RUNTIME_ERROR", "killed by " + signal)
        .contains(
            "; it was limited to 8 s by the JVM's own RLIMIT_CPU, not by Sandtrap: raise that where the JVM"
                + " is started, with ulimit -t");
  }
}
