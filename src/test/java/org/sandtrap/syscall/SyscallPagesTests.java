package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manual says what the tables say. With {@code -Dtests.pages=write} it is made so. */
@Tag("build")
class SyscallPagesTests {
  private static final Path MANUAL = Path.of("src", "site", "markdown");

  @Test
  void thePageOfTheWordsIsMadeFromTheTables() throws IOException {
    check("syscalls.md", SyscallPages.words());
  }

  @Test
  void thePageOfTheArgumentsIsMadeFromTheTables() throws IOException {
    check("arguments.md", SyscallPages.arguments());
  }

  private static void check(String name, String text) throws IOException {
    Path page = MANUAL.resolve(name);
    if ("write".equals(System.getProperty("tests.pages"))) {
      Files.createDirectories(MANUAL);
      Files.writeString(page, text);
    }
    assertThat(page).exists();
    assertThat(Files.readString(page))
        .as(
            "%s is not what the tables say. Remedy: mvn test -Dtest=SyscallPagesTests"
                + " -Dtests.pages=write",
            page)
        .isEqualTo(text);
  }
}
