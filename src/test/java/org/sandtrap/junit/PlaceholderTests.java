package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;

/** What braces stand for in the attributes of the annotation. */
class PlaceholderTests {
  private static final Map<String, Supplier<Object>> NAMES =
      Map.of("tempDir", () -> "/tmp/x", "option", () -> 7);

  private static String filled(String text) {
    return new Placeholders(List.of("a", Path.of("/b")), NAMES, false).fill(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain|plain",
        "{0}|a",
        "x{1}y{0}|x/bya",
        "{tempDir}/out|/tmp/x/out",
        "--n={option}|--n=7",
        "{{0}}|{0}",
        "{{tempDir}}|{tempDir}",
        "{{other}}|{{other}}",
        "${0} ${option} ${PATH%/*}|${0} ${option} ${PATH%/*}",
        "{print $1}|{print $1}",
        "{print}|{print}",
        "a{2,3}|a{2,3}",
        "{}|{}",
        "{|{",
        "}{|}{",
        "$1{0}\\|$1a\\"
      })
  void onlyWhatIsKnownIsFilledIn(String text, String filled) {
    assertThat(filled(text)).isEqualTo(filled);
  }

  @Test
  void withoutArgumentsNumbersAreText() {
    assertThat(new Placeholders(List.of(), Map.of(), false).fill("a{2} {{2}}"))
        .isEqualTo("a{2} {{2}}");
  }

  @Test
  void theFirstArgumentOfATestThatHasNoneIsAMistake() {
    Placeholders none = new Placeholders(List.of(), Map.of(), false);
    assertThatThrownBy(() -> none.fill("{0}"))
        .hasMessage(
            "{0} is the first argument of a parameterized test, and this test has none. Make it a"
                + " @ParameterizedTest. For this text itself write {{0}}.");
    assertThat(none.fill("a{{0}}")).isEqualTo("a{0}");
  }

  @ParameterizedTest
  @CsvSource({
    "tmpDir, tempDir",
    "temp_directory, tempDir",
    "TMPFOLDER, tempDir",
    "baseDir, projectDir",
    "projectPath, projectDir",
    "workingDirectory, projectDir"
  })
  void whatOthersCallOurDirectoriesIsAMistake(String name, String meant) {
    Placeholders placeholders = new Placeholders(List.of(), NAMES, false);
    assertThatThrownBy(() -> placeholders.fill("{" + name + "}/x"))
        .hasMessage(
            "{%s} is no placeholder, but {%s} is. For this text itself write {{%s}}.",
            name, meant, name);
    assertThat(placeholders.fill("{{" + name + "}}/x")).isEqualTo("{" + name + "}/x");
  }

  @Test
  void aParameterMayBeCalledSo() {
    assertThat(new Placeholders(List.of(), Map.of("tmpDir", () -> "here"), false).fill("{tmpDir}"))
        .isEqualTo("here");
  }

  @Test
  void whereNamesAreNotKnownNoNameIsText() {
    Placeholders nameless = new Placeholders(List.of("a"), NAMES, true);
    assertThat(nameless.fill("{0} {tempDir} {{file}} {print $1} a{2,3}"))
        .isEqualTo("a /tmp/x {file} {print $1} a{2,3}");
    assertThatThrownBy(() -> nameless.fill("x{file}"))
        .hasMessage(
            "{file} is no placeholder: the names of this test's parameters are not known. Write {0}"
                + " and so on, or compile with -parameters. For this text itself write {{file}}.");
  }

  @Test
  void argumentsStandForTheirNumbersAndNames() {
    Engine.succeeds(Parameterized.class, 2);
  }

  static class Parameterized {
    @ParameterizedTest
    @CsvSource({"-c, 1", "-n, 1:a"})
    @Sandboxed(
        command = {"grep", "{0}", "a"},
        stdin = "a\n",
        environment = "WANTED={1}")
    void greps(String option, String wanted, Run run) {
      assertThat(run.stdoutText()).isEqualTo(wanted + "\n");
    }
  }

  @Test
  void parameterizedClassesCountAfterTheMethod() {
    Engine.succeeds(OfClass.class, 4);
  }

  @ParameterizedClass
  @ValueSource(strings = {"one", "two"})
  @Sandboxed(command = {"echo", "{0}", "{word}"})
  static class OfClass {
    @Parameter String word;

    @Test
    void echoes(Run run) {
      assertThat(run.stdoutText()).isEqualTo(word + " " + word + "\n");
    }

    @Nested
    class Inner {
      @ParameterizedTest
      @ValueSource(ints = 3)
      void isCloser(int number, Run run) {
        assertThat(run.stdoutText()).isEqualTo(number + " " + word + "\n");
      }
    }
  }

  @Test
  void directoriesAreThoseOfTheTest() {
    Engine.succeeds(Directories.class, 2);
  }

  @Sandboxed(directory = "{tempDir}", environment = "HOME={projectDir}")
  static class Directories {
    @TempDir Path directory;

    @BeforeEach
    void prepare() throws Exception {
      Files.writeString(directory.resolve("in.txt"), "in");
    }

    @Test
    @Sandboxed(
        command = {"sh", "-c", "cat; pwd; echo $HOME"},
        stdinFile = "{tempDir}/in.txt",
        stdoutFile = "{tempDir}/out.txt")
    void areFilledIn(Run run) throws Exception {
      assertThat(run.stdoutText()).isEmpty();
      assertThat(directory.resolve("out.txt"))
          .hasContent("in" + directory.toRealPath() + "\n" + Path.of("").toAbsolutePath() + "\n");
    }

    @Nested
    class Inner {
      @Test
      @Sandboxed(command = {"cat", "in.txt"})
      void areThoseOfTheOuterInstance(@Stdout String text) {
        assertThat(text).isEqualTo("in");
      }
    }
  }

  @Test
  void anArgumentThatIsNotThere() {
    assertThat(Engine.failure(NoSuchArgument.class))
        .hasMessage(
            "@Sandboxed on PlaceholderTests.NoSuchArgument.test(), command: {1} is none of the"
                + " arguments of this test, which are {0}. For this text itself write {{1}}.");
  }

  static class NoSuchArgument {
    @ParameterizedTest
    @ValueSource(strings = "a")
    @Sandboxed(command = {"echo", "{1}"})
    void test(String word) {}
  }

  @Test
  void anArgumentThatIsNoText() {
    assertThat(Engine.failure(NoText.class))
        .hasMessage(
            "@Sandboxed on PlaceholderTests.NoText.test(), stdin: {0} is null, which is no text for"
                + " a program. Give the test a value that is one, or take a Sandbox and run the"
                + " program in the test method.");
  }

  static class NoText {
    @ParameterizedTest
    @NullSource
    @Sandboxed(command = "cat", stdin = "{0}")
    void test(String word) {}
  }

  @Test
  void aNameInOtherLetters() {
    assertThat(Engine.failure(OtherLetters.class))
        .hasMessage(
            "@Sandboxed on PlaceholderTests.OtherLetters.test(), directory: {tempdir} is no"
                + " placeholder, but {tempDir} is. For this text itself write {{tempdir}}.");
  }

  static class OtherLetters {
    @Test
    @Sandboxed(command = "true", directory = "{tempdir}")
    void test() {}
  }

  @Test
  void aDirectoryThatTheTestDoesNotHave() {
    assertThat(Engine.failure(NoDirectory.class))
        .hasMessage(
            "@Sandboxed on PlaceholderTests.NoDirectory.test(), environment: {tempDir} is the"
                + " directory of the test's own @TempDir field, and there is none that has been set."
                + " Write \"@TempDir Path directory;\" in the test class, static if it is for"
                + " constructors and @BeforeAll methods as well.");
  }

  static class NoDirectory {
    @Test
    @Sandboxed(command = "true", environment = "HOME={tempDir}")
    void test() {}
  }
}
