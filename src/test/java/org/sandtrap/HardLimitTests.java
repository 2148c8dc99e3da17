package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.FailedRun;
import org.sandtrap.testing.OneRun;
import org.sandtrap.testing.Requirement;

/** A hard limit of the JVM that is lower than what is asked for is raised, or an error. */
@Tag("limits")
class HardLimitTests {
  /** Root without the right to raise limits, as in a container; for others nothing changes. */
  private static final String UNPRIVILEGED =
      "if [ $(id -u) = 0 ]; then set -- setpriv --bounding-set=-sys_resource"
          + " --inh-caps=-sys_resource \"$@\"; fi\n";

  private static boolean mayRaise() throws Exception {
    long effective =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("CapEff:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .findFirst()
            .orElse(0);
    return (effective & 1L << 24) != 0; // CAP_SYS_RESOURCE
  }

  @ParameterizedTest
  @CsvSource({
    "stack, -s, 10240, 256MiB, 'the limit of stack, 256 MiB, is above the hard limit of this JVM, 10 MiB,'",
    "stack, -s, 10240, unlimited, 'the limit of stack, unlimited, is above the hard limit of this JVM, 10 MiB,'",
    "fileSize, -f, 100000, 1GiB, 'the limit of file size, 1 GiB, is above the hard limit of this JVM, 9'",
    "openFiles, -n, 500, 600, 'the limit of open files, 600, is above the hard limit of this JVM, 500,'"
  })
  void whatMayNotBeRaisedIsAnErrorThatNamesBoth(
      String limit, String option, String hard, String asked, String message) throws Exception {
    ChildJvm jvm =
        ChildJvm.of(FailedRun.class)
            .after(UNPRIVILEGED + "ulimit " + option + " " + hard)
            .withOptions("-Dlimit." + limit + "=" + asked);
    assertThat(jvm.run("true"))
        .singleElement()
        .asString()
        .startsWith("'true' was not started (limit: EPERM, Operation not permitted): " + message)
        .contains("which only root may raise. Ask for less, or raise it where the JVM is started");
  }

  @Test
  void anUnlimitedStackIsNoLimitAndOtherwiseItIsTheHosts() throws Exception {
    String script = "ulimit -s; ulimit -Hs";
    ChildJvm jvm = ChildJvm.of(OneRun.class).after("ulimit -S -s 5000");
    List<String> hosts = jvm.run("bash", "-c", script);
    assertThat(hosts).hasSize(2).first().isEqualTo("5000");
    Requirement.requireKernel(
        hosts.get(1).equals("unlimited") || mayRaise(), "ulimit -Hs unlimited", "raise it");
    assertThat(jvm.withOptions("-Dlimit.stack=unlimited").run("bash", "-c", script))
        .containsExactly("unlimited", "unlimited");
  }

  /** Our own limit of file size is a byte more than was asked for, which no host has to allow. */
  @Test
  void aLimitOfFileSizeMayBeTheHostsOwn() throws Exception {
    ChildJvm jvm =
        ChildJvm.of(OneRun.class)
            .after(UNPRIVILEGED + "ulimit -f 100000")
            .withOptions("-Dlimit.fileSize=102400000B");
    assertThat(jvm.run("bash", "-c", "ulimit -Sf; ulimit -Hf; ulimit -f 100000; ulimit -Hf"))
        .containsExactly("100000", "100000", "100000");
  }

  @Test
  void rootRaisesIt() throws Exception {
    Requirement.requireKernel(mayRaise(), "CAP_SYS_RESOURCE", "run the tests as root");
    ChildJvm jvm =
        ChildJvm.of(OneRun.class).after("ulimit -s 10240").withOptions("-Dlimit.stack=20MiB");
    assertThat(jvm.run("sh", "-c", "ulimit -Hs")).containsExactly("20480");
  }

  /** What was not asked for is taken as far as it goes. */
  @Test
  void withoutAWordOfTheUserTheHostsLimitHolds() throws Exception {
    ChildJvm jvm = ChildJvm.of(OneRun.class).after(UNPRIVILEGED + "ulimit -n 500");
    assertThat(jvm.run("sh", "-c", "ulimit -n; ulimit -Hn")).containsExactly("500", "500");
  }
}
