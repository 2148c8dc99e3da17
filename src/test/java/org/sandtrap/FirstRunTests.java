package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.OneRun;

/** The first run of a JVM, which a single test in an editor waits for, reads only what it needs. */
@Tag("build")
class FirstRunTests {
  /** The classes that a JVM has loaded in which one run was made. */
  private static List<String> loaded(String... options) throws Exception {
    return ChildJvm.of(OneRun.class)
        .withOptions(
            Stream.concat(Stream.of("-Xlog:class+load:stdout"), Stream.of(options))
                .toArray(String[]::new))
        .run("true")
        .stream()
        .filter(line -> line.contains(" source: "))
        .map(line -> line.replaceAll(".*\\] ([\\w.$]+).*", "$1"))
        .collect(Collectors.toList());
  }

  @Test
  void aRunWithoutRulesCompilesNoFilterAndReadsNoTable() throws Exception {
    List<String> loaded = loaded();
    assertThat(loaded).contains("org.sandtrap.Run", "org.sandtrap.policy.ShippedFilters");
    assertThat(loaded)
        .noneMatch(name -> name.startsWith("org.sandtrap.policy.FilterCompiler"))
        .noneMatch(name -> name.startsWith("org.sandtrap.syscall.TabFile"))
        .noneMatch(name -> name.startsWith("org.sandtrap.tracer.host.LaunchTrial"));
  }

  /** JNA would run ldconfig(8). */
  @Test
  void noOtherProcessIsStartedForIt() throws Exception {
    assertThat(loaded())
        .contains("com.sun.jna.NativeLibrary")
        .doesNotContain("java.lang.ProcessBuilder");
  }
}
