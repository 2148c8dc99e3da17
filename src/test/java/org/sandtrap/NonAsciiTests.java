package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.NonAsciiRuns.NAME;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.NonAsciiRuns;
import org.sandtrap.testing.OneRun;
import org.sandtrap.testing.Tracees;

/** Names are bytes: the locale of this JVM changes nothing about them. */
class NonAsciiTests {
  private static final String HEX = "6772c3bcc39f65";

  @TempDir Path directory;

  private static void areRight(String parent, List<String> lines) {
    String path = parent + "/" + NAME;
    String hexOfParent = HexFormat.of().formatHex(parent.getBytes(StandardCharsets.UTF_8));
    assertThat(lines)
        .startsWith(
            "argc 2",
            "0 " + hexOfParent + "2f" + HEX + "2f" + HEX,
            "1 " + HEX, //
            "argc 2",
            "0 " + HEX,
            "1 " + HEX)
        .contains("env " + NAME + "=" + NAME, "env HOME=" + path, "cwd " + path)
        .endsWith(NAME);
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }

  @Test
  void reachTheProgram() throws IOException {
    String parent = directory.toRealPath().toString();
    areRight(parent, NonAsciiRuns.lines(parent));
  }

  @Test
  void reachTheProgramInThePosixLocale() throws IOException, InterruptedException {
    String parent = directory.toRealPath().toString();
    List<String> lines = ChildJvm.of(NonAsciiRuns.class).withEnvironment("LC_ALL", "C").run(parent);
    assertThat(lines.get(0)).isNotEqualTo("UTF-8");
    areRight(parent, lines.stream().skip(1).map(NonAsciiTests::text).toList());
  }

  @Test
  void areInheritedByteForByteInThePosixLocale() throws IOException, InterruptedException {
    String script = "export LC_ALL=C NAME=$'gr\\303\\274\\303\\237e \\377'";
    List<String> lines =
        ChildJvm.of(OneRun.class)
            .after(script)
            .withOptions("-Dinherit=true")
            .run("sh", "-c", "printf %s \"$NAME\" | od -An -tx1 | tr -d ' '");
    assertThat(lines).containsExactly(HEX + "20ff");
  }

  @Test
  void areFoundInThisJvmsWorkingDirectoryInThePosixLocale()
      throws IOException, InterruptedException {
    String program = Tracees.path("show_env").toString();
    List<String> lines =
        ChildJvm.of(OneRun.class)
            .after("cd '" + directory + "'; d=$'gr\\303\\274\\303\\237e'; mkdir $d; cd $d")
            .withEnvironment("LC_ALL", "C")
            .run(program);
    assertThat(lines).contains("cwd " + directory.toRealPath() + "/" + NAME);
  }
}
