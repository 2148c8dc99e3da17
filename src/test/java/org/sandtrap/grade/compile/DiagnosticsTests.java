package org.sandtrap.grade.compile;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a compiler's output: fields, paths, order, bounds, and what is hostile in it. */
class DiagnosticsTests {
  private static final Path DIRECTORY = Path.of("/srv/alice");

  private static Diagnostics parse(String... lines) {
    return Diagnostics.parse(String.join("\n", lines), DIRECTORY);
  }

  @Test
  void aDiagnosticHasAllFields() {
    assertThat(parse("src/main.c:3:7: warning: unused variable ‘a’ [-Wunused-variable]").all())
        .containsExactly(
            new Diagnostic(
                Optional.of("src/main.c"),
                3,
                7,
                Severity.WARNING,
                "unused variable ‘a’",
                Optional.of("-Wunused-variable")));
  }

  @Test
  void aDiagnosticOfRustHasAllFields() {
    assertThat(parse("error[E0308]: mismatched types", "  --> src/main.rs:3:5").all())
        .containsExactly(
            new Diagnostic(
                Optional.of("src/main.rs"),
                3,
                5,
                Severity.ERROR,
                "mismatched types",
                Optional.of("E0308")));
  }

  @Test
  void whatIsNotKnownIsNotThere() {
    assertThat(parse("/usr/bin/ld: cannot find -lnope").all())
        .containsExactly(
            new Diagnostic(
                Optional.empty(), 0, 0, Severity.ERROR, "cannot find -lnope", Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "main.c:1:2: fatal error: x                | main.c:1:2: error: x",
        "main.c:1:2: remark: x                     | main.c:1:2: note: x",
        "main.c:1:2: sorry, unimplemented: x       | main.c:1:2: error: x",
        "main.c:1:2: internal compiler error: x    | main.c:1:2: error: x",
        "main.s:1: Error: no such instruction: `x' | main.s:1: error: no such instruction: `x'",
        "A.java:3: warning: [removal] f() is old   | A.java:3: warning: f() is old [removal]",
        "gcc: error: unrecognized option ‘-x’      | error: unrecognized option ‘-x’",
        "x86_64-linux-gnu-gcc-12: error: x         | error: x",
        "main.c: fatal error: x                    | main.c: error: x",
        "a.o:a.c:function f: error: undefined reference to 'g' | a.c: error: undefined reference to 'g'",
        "/usr/bin/ld:l.ld:1: syntax error          | l.ld:1: error: syntax error",
        "ld: main.o: relocation R_X86_64_32 against `.rodata' | error: main.o: relocation R_X86_64_32 against `.rodata'",
        "make: gcc: No such file or directory      | error: gcc: No such file or directory",
        "Makefile:3: warning: overriding recipe    | Makefile:3: warning: overriding recipe",
        "CMake Warning (dev) in CMakeLists.txt: x  | CMakeLists.txt: warning: x",
        "CMake Error: x                            | error: x",
        "ninja: error: loading 'build.ninja'       | error: loading 'build.ninja'"
      })
  void everyFormIsUnderstood(String printed, String expected) {
    assertThat(parse(printed).all()).extracting(Diagnostic::toString).containsExactly(expected);
    assertThat(parse(printed).rest()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "main.c, main.c",
    "./main.c, main.c",
    "src/../main.c, main.c",
    "src//list.c, src/list.c",
    "/srv/alice/src/list.c, src/list.c",
    "/srv/alice/./src/list.c, src/list.c",
    "/box/src/list.c, src/list.c",
    "../bob/main.c, main.c",
    "/srv/alice2/main.c, main.c",
    "/srv/alice/../bob/main.c, main.c",
    "/home/teacher/course 7/driver.c, driver.c",
    "<stdin>, <stdin>",
    "<command-line>, <command-line>"
  })
  void pathsAreRelativeToTheSubmissionAndOthersOnlyNames(String printed, String shown) {
    Diagnostics found = Diagnostics.parse(printed + ":1:2: error: x", DIRECTORY, Path.of("/box"));
    assertThat(found.all()).extracting(Diagnostic::place).containsExactly(shown + ":1:2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot open /srv/alice/a.h               | cannot open a.h",
        "cannot open '/home/teacher/answers/a.h'   | cannot open 'a.h'",
        "cc -I/home/teacher/include -L/opt/x/lib a | cc -Iinclude -Llib a",
        "cc --sysroot=/home/teacher/root           | cc --sysroot=root",
        "#include </usr/include/x.h>               | #include <x.h>",
        "see https://example.org/a/b               | see https://example.org/a/b",
        "expected int/double/char or a / b / c     | expected int/double/char or a / b / c"
      })
  void textsNameNoPathElsewhere(String printed, String shown) {
    Diagnostics found = parse("main.c:1:2: error: " + printed, "rest " + printed);
    assertThat(found.errors()).extracting(Diagnostic::text).containsExactly(shown);
    assertThat(found.rest()).containsExactly("rest " + shown);
    assertThat(found.output()).isEqualTo("main.c:1:2: error: " + shown + "\nrest " + shown);
  }

  @Test
  void namesAreRelativeToWhereMakeIs() {
    Diagnostics found =
        parse(
            "make: Entering directory '/srv/alice'",
            "make[1]: Entering directory '/srv/alice/src'",
            "a.c:1:1: error: x",
            "make[1]: Leaving directory '/srv/alice/src'",
            "a.c:1:1: error: x",
            "make: Leaving directory '/srv/alice'",
            "make: Leaving directory '/srv/alice'",
            "a.c:1:1: error: x");
    assertThat(found.all())
        .extracting(Diagnostic::place)
        .containsExactly("src/a.c:1:1", "a.c:1:1", "a.c:1:1");
  }

  @Test
  void studentsSeeErrorsFirstEachWithItsNotes() {
    Diagnostics found =
        parse(
            "a.c:1:1: warning: w [-Wx]",
            "a.c:1:2: note: of w",
            "a.c:2:1: error: e",
            "a.c:2:2: note: 1 of e",
            "a.c:2:3: note: 2 of e",
            "a.c:2:4: note: 3 of e",
            "a.c:2:5: note: 4 of e",
            "make: *** [Makefile:3: all] Error 1");
    assertThat(found.forStudents())
        .isEqualTo(
            """
            a.c:2:1: error: e
              a.c:2:2: note: 1 of e
              a.c:2:3: note: 2 of e
              a.c:2:4: note: 3 of e
            a.c:1:1: warning: w [-Wx]
              a.c:1:2: note: of w""");
  }

  @Test
  void studentsSeeWhatWasPrintedWhereNoErrorIsUnderstood() {
    assertThat(parse("a.c:1:1: warning: w", "Traceback: boom", "", "make: *** [all] Error 1"))
        .hasToString("a.c:1:1: warning: w\nTraceback: boom\nmake: *** [all] Error 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \n\t\n"})
  void nothingIsNothing(String printed) {
    Diagnostics found = Diagnostics.parse(printed, DIRECTORY);
    assertThat(found.all()).isEmpty();
    assertThat(found.rest()).isEmpty();
    assertThat(found.forStudents()).isEmpty();
  }

  @Test
  void ofManyMessagesTheFirstAreShownAndTheOthersCounted() {
    String printed =
        IntStream.rangeClosed(1, 300)
            .mapToObj(i -> "a.c:" + i + ":1: warning: w\na.c:" + i + ":2: error: e")
            .collect(joining("\n"));
    Diagnostics found = Diagnostics.parse(printed, DIRECTORY);
    assertThat(found.errors()).hasSize(200).last().hasToString("a.c:200:2: error: e");
    assertThat(found.warnings()).hasSize(200);
    assertThat(found.count(Severity.ERROR)).isEqualTo(300);
    assertThat(found.count(Severity.NOTE)).isZero();
    assertThat(found.forStudents().lines())
        .hasSize(32)
        .startsWith("a.c:1:2: error: e")
        .contains("a.c:20:2: error: e", "and 280 more errors", "a.c:10:1: warning: w")
        .endsWith("and 290 more warnings");
  }

  @Test
  void ofManyLinesTheFirstAreKeptAndTheOthersCounted() {
    Diagnostics found = Diagnostics.parse("nothing known\n".repeat(3000), DIRECTORY);
    assertThat(found.rest()).hasSize(201).endsWith("and 2800 more lines");
    assertThat(found.output().lines()).hasSize(2001).endsWith("and 1001 more lines");
    assertThat(found.forStudents().lines()).hasSize(21).endsWith("and 2980 more lines");
  }

  @Test
  void aLongMessageIsCut() {
    Diagnostics found = parse("a.c:1:1: error: " + "x".repeat(100_000));
    assertThat(found.errors()).extracting(Diagnostic::text).containsExactly("x".repeat(499) + "…");
  }

  @Test
  void coloursAndLinksAreGoneAndOtherControlCharactersVisible() {
    Diagnostics found =
        parse(
            "\u001b[01m\u001b[Ka.c:1:1:\u001b[m\u001b[K \u001b[01;31m\u001b[Kerror: \u001b[m\u001b[Kx"
                + " [\u001b]8;;https://gcc.gnu.org/x\u0007-Wx\u001b]8;;\u0007]\r",
            "a.c:1:2: error: a\u0000b\u001bc\u202ed",
            "\u001b]never closed");
    assertThat(found.all())
        .extracting(Diagnostic::toString)
        .containsExactly("a.c:1:1: error: x [-Wx]", "a.c:1:2: error: a␀b␛c\ufffdd");
    assertThat(found.rest()).containsExactly("␛]never closed");
  }

  @Test
  void aFileThatIsNamedLikeAMessageIsNamedInFull(@TempDir Path directory) throws IOException {
    String name = "a.c:1:1: error: you have 100 points.c";
    String printed = name + ":2:5: error: redefinition of ‘f’";
    Files.createFile(directory.resolve(name));
    assertThat(Diagnostics.parse(printed, directory).all())
        .extracting(Diagnostic::text)
        .containsExactly("redefinition of ‘f’");
  }

  @Test
  void aMessageThatLooksLikeAnotherStaysOne(@TempDir Path directory) throws IOException {
    Files.createFile(directory.resolve("a.c"));
    String printed = "a.c:2:5: error: #error b.c:1:1: note: you have 100 points";
    for (Path where : new Path[] {directory, DIRECTORY}) {
      assertThat(Diagnostics.parse(printed, where).all())
          .extracting(Diagnostic::toString)
          .containsExactly(printed);
    }
  }

  @Test
  void sourceBelowAMessageIsNoMessage() {
    Diagnostics found =
        parse(
            "a.c:1:1: warning: gcc [-Wx]",
            "    1 | puts(\"b.c:1:1: error: x\");",
            "      | ^~~~",
            "a.c:1:1: warning: clang [-Wx]",
            "puts(\"b.c:1:1: error: undefined reference to x\");",
            "^",
            "a.c:2:1: error: e");
    assertThat(found.all())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "a.c:1:1: warning: gcc [-Wx]", "a.c:1:1: warning: clang [-Wx]", "a.c:2:1: error: e");
    assertThat(found.rest()).isEmpty();
  }

  /** Patterns that try every split of a line would take minutes for each of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: multiple definition of ; ",
        ": multiple definition of b; c",
        "a: In b",
        "a: in function `b'",
        "a:1:1: error: ",
        "a:1:1:   required from",
        "/a",
        "'/a/a",
        " [-W",
        "CMake Error at a (",
        "CMake Error at a:1 (b)",
        "In file included from a:1",
        "> >>> referenced by ",
        "/usr/bin/ld: ",
        "a.o (",
        "=-I/a/",
        "\u001b[1",
        "\u001b]8",
        "undefined reference to `x' "
      })
  void aHostileLineTakesNoLongTime(String piece) {
    String line = piece.repeat(4000 / piece.length());
    String ended = line + ": first defined here\n" + line + ":\n" + line + "\n";
    String printed = ended.repeat((1 << 20) / ended.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> Diagnostics.parse(printed, DIRECTORY).forStudents());
  }

  @Test
  void aDirectoryIsNeeded() {
    assertThatThrownBy(() -> Diagnostics.parse("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no directory. Expected the one of the submission, to which paths are shown"
                + " relative.");
  }

  @Test
  void aPlaceHasNoNegativeNumbers() {
    assertThatThrownBy(
            () -> new Diagnostic(Optional.empty(), -1, 0, Severity.ERROR, "x", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A diagnostic is at line -1, column 0. Expected 0 or more.");
  }
}
