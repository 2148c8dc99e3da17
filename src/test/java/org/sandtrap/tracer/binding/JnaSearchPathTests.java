package org.sandtrap.tracer.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JnaSearchPathTests {
  @TempDir private Path directory;

  @Test
  void directoriesAreTheUsualOnesThenThoseOfTheConfiguration() throws IOException {
    Files.writeString(
        directory.resolve("a.conf"),
        "# of a package\n/opt/a/lib\n  /opt/b/lib  \n\n/odd:path\n/lib32\n/usr/libx32\n/lib/i686-linux-gnu\n");
    Files.writeString(directory.resolve("other.txt"), "/opt/c/lib\n");
    assertThat(JnaSearchPath.directories(directory))
        .contains("/usr/lib", "/lib64")
        .endsWith("/opt/a/lib", "/opt/b/lib");
  }

  @Test
  void withoutAConfigurationTheyAreTheUsualOnes() {
    assertThat(JnaSearchPath.directories(directory.resolve("missing")))
        .contains("/usr/lib", "/lib64");
  }

  @Test
  void thePropertyIsAfterwardsWhatItWasBefore() {
    LibTracer.require();
    assertThat(System.getProperty("jna.platform.library.path")).isNull();
    System.setProperty("jna.platform.library.path", "/given");
    try {
      assertThat(JnaSearchPath.during(() -> System.getProperty("jna.platform.library.path")))
          .isEqualTo("/given");
      assertThat(System.getProperty("jna.platform.library.path")).isEqualTo("/given");
    } finally {
      System.clearProperty("jna.platform.library.path");
    }
    assertThat(JnaSearchPath.during(() -> System.getProperty("jna.platform.library.path")))
        .contains("/usr/lib:");
    assertThat(System.getProperty("jna.platform.library.path")).isNull();
  }

  @Test
  void otherLibrariesOfTheSystemAreStillFound() {
    LibTracer.require();
    assertThat(NativeLibrary.getInstance("m").getFunction("cos").invokeDouble(new Object[] {0.0}))
        .isEqualTo(1.0);
  }
}
