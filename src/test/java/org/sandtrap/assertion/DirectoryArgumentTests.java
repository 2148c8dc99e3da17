package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.Traced.traced;
import static org.sandtrap.assertion.Traced.tracedIn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.Trace;

/** What checks take for a directory, and what they refuse. */
class DirectoryArgumentTests {
  @TempDir Path directory;

  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }

  static Stream<Consumer<TraceAssert>> withDirectories(String wrong) {
    return Stream.of(
        trace -> trace.openedOnlyBelow(wrong),
        trace -> trace.wroteOnlyBelow("/tmp", wrong),
        trace -> trace.changedOnlyBelow("/tmp", wrong),
        trace -> trace.createdNothingBelow(wrong));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "~/x | only a shell replaces ~",
        "~ | write './~' for one of that name",
        "/tmp/** | it has '*'. Expected one such as /tmp; write /tmp: everything below it is meant.",
        "/tmp/a*/b | write /tmp: ",
        "/* | write /: ",
        "a/b? | write a: ",
        "b[12] | but a pattern, for it has '['. Expected one such as /tmp; write .: "
      })
  void aPatternIsNoDirectory(String wrong, String part) {
    Trace trace = new TraceBuilder().trace();
    withDirectories(wrong)
        .forEach(
            check ->
                assertThatThrownBy(() -> check.accept(assertThat(trace)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("'" + wrong + "' is no directory", part));
  }

  @Test
  void aDirectoryMayHaveStrangeLetters() throws IOException {
    Path strange = Files.createDirectory(directory.resolve("a[1]"));
    Trace trace = tracedIn(strange, "touch", "a");
    assertThat(trace).changedOnlyBelow(strange.toString()).changedOnlyBelow(directory + "//./");
    fails(() -> assertThat(trace).createdNothingBelow(strange + "/"), "created " + strange + "/a");
  }

  /** The example of the manual, in a directory that is not this JVM's. */
  @Test
  @Tag("build")
  void theCompilerStaysInItsDirectories() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/assertions.md"));
    assertThat(page)
        .contains(
            "`executedOnly(\"gcc\", \"cc1\", \"as\")`",
            "`changedOnlyBelow(\"target\", System.getProperty(\"java.io.tmpdir\"))`");
    Path target = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "compiled");
    Path source = Files.writeString(directory.resolve("a.c"), "int main(void) { return 0; }\n");
    Path object = target.toAbsolutePath().resolve("a.o");
    Trace trace = traced("gcc", "-c", source.toString(), "-o", object.toString());
    Files.delete(object);
    Files.delete(target);
    assertThat(trace)
        .connectedOnlyTo("127.0.0.0/8")
        .executedOnly("gcc", "cc1", "as")
        .changedOnlyBelow("target", System.getProperty("java.io.tmpdir"));
  }
}
