package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns for paths match what those of Java match, and begin where the JVM is. */
class PathGlobTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/tmp/* /tmp/a",
        "/tmp/* /tmp/a/b",
        "/tmp/** /tmp/a/b",
        "/tmp/** /tmp",
        "/tmp/**/c /tmp/a/b/c",
        "/tmp/*.c /tmp/x.c",
        "/tmp/*.c /tmp/.c",
        "/tmp/*.c /tmp/xc",
        "/tmp/?.c /tmp/x.c",
        "/tmp/? /tmp//",
        "/tmp/[a-c]x /tmp/bx",
        "/tmp/[a-c]x /tmp/dx",
        "/tmp/[!a-c]x /tmp/dx",
        "/tmp/[!a]x /tmp/ax",
        "/tmp/[a^]x /tmp/^x",
        "/tmp/[&&]x /tmp/&x",
        "/tmp/{a,bc}d /tmp/bcd",
        "/tmp/{a,bc}d /tmp/ad",
        "/tmp/{a,bc}d /tmp/abcd",
        "/tmp/a,b} /tmp/a,b}",
        "/tmp/\\*x /tmp/*x",
        "/tmp/\\*x /tmp/ax",
        "/tmp/(a|b).c+ /tmp/(a|b).c+",
        "/tmp/$^ /tmp/$^",
      })
  void matchesWhatJavasMatches(String glob, String path) {
    boolean expected =
        FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(path))
            && !path.endsWith("//");
    assertThat(PathGlob.of(glob).test(path)).isEqualTo(expected);
  }

  @Test
  void aNameWithLineFeedsIsMatchedAsAWhole() {
    assertThat(PathGlob.of("/tmp/**")).accepts("/tmp/a\nb/c").rejects("/etc/x\n/tmp/a");
    assertThat(PathGlob.of("/tmp/a?b")).accepts("/tmp/a\nb");
  }

  @Test
  void aRelativeOneBeginsAtTheWorkingDirectory() {
    String here = Path.of("").toAbsolutePath().toString();
    String above = Path.of("").toAbsolutePath().getParent().toString();
    assertThat(PathGlob.of("*.c")).accepts(here + "/a.c").rejects("/a.c", here + "/b/a.c");
    assertThat(PathGlob.of("**.so*")).accepts("/usr/lib/libc.so.6", here + "/a.so");
    assertThat(PathGlob.of("./a")).accepts(here + "/a");
    assertThat(PathGlob.of("../a")).accepts(above + "/a").rejects(here + "/a");
    assertThat(PathGlob.of(".././../a/..b/.c")).rejects(here + "/a/..b/.c");
    assertThat(PathGlob.of(".")).accepts(here).rejects(here + "/.", here + "/a");
    assertThat(PathGlob.of("./")).accepts(here);
    assertThat(PathGlob.of("..")).accepts(above).rejects(here);
    assertThat(PathGlob.of("./~/a")).accepts(here + "/~/a");
    assertThat(PathGlob.of("/")).accepts("/");
  }

  @Test
  void ofANameOnlyTheNameCounts() {
    assertThat(PathGlob.ofName("cc*")).accepts("cc1").rejects("gcc", "cc/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/[a", "/tmp/{a", "/tmp/{a,{b}}", "/tmp/a\\", ""})
  void whatIsNoneIsTold(String glob) {
    assertThatThrownBy(() -> PathGlob.of(glob))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + glob + "' is no pa");
  }

  /** Else what says that a program did not open a file would hold for each program. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tmp//a",
        "/tmp/./a",
        "/tmp/../a",
        "/..",
        "/tmp/.",
        "/tmp/",
        "//",
        "a/../b",
        "**/../a",
        "a/",
        ".//a"
      })
  void whatNoPathOfATraceMatchesIsTold(String glob) {
    assertThatThrownBy(() -> PathGlob.of(glob))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + glob + "' is no path of a trace, for it has '");
  }

  @Test
  void noShellReplacesATilde() {
    assertThatThrownBy(() -> PathGlob.of("~/.ssh/**"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'~/.ssh/**' is no path: only a shell replaces ~. Expected the directory itself;"
                + " './~/.ssh/**' for a file of that name.");
  }
}
