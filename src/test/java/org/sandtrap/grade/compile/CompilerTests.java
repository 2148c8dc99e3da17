package org.sandtrap.grade.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.LaunchException;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Landlock;

/** Submissions that become programs, and those that do not. */
class CompilerTests {
  private static final String SUM =
      """
      #include <stdio.h>
      int main(void) {
        int a, b;
        scanf("%d %d", &a, &b);
        printf("%d\\n", a + b);
      }
      """;

  @TempDir private Path directory;
  private Path submission;
  private Path cache;

  @BeforeEach
  void makeSubmission() throws IOException {
    Landlock.require();
    submission = Files.createDirectory(directory.resolve("submission"));
    cache = directory.resolve("compiled");
  }

  private Compiler gcc() {
    return compiler("gcc", "{sources}", "-o", "{output}").withSources("*.c");
  }

  private Compiler compiler(String... command) {
    return Compiler.of(command).withCache(cache);
  }

  private void write(String name, String text) throws IOException {
    Path file = submission.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String run(Compilation compilation, String input) {
    return compilation.program(Sandbox.untrusted().withStdin(input)).run().stdoutText();
  }

  @Test
  void aSubmissionBecomesAProgram() throws IOException {
    write("sum.c", SUM);
    Compilation compilation = gcc().compile(submission);
    assertThat(compilation.succeeded()).isTrue();
    assertThat(run(compilation, "1 2\n")).isEqualTo("3\n");
  }

  @Test
  void ofSeveralFilesWithAHeader() throws IOException {
    write("main.c", "#include \"lib/add.h\"\nint main(void) { return add(40, 2); }\n");
    write("add.c", "#include \"lib/add.h\"\nint add(int a, int b) { return a + b; }\n");
    write("lib/add.h", "int add(int a, int b);\n");
    Run run = gcc().compile(submission).program(Sandbox.untrusted()).run();
    assertThat(run.exitCode()).hasValue(42);
  }

  @Test
  void nothingIsWrittenIntoTheSubmission() throws IOException {
    write("sum.c", SUM);
    gcc().compile(submission);
    try (Stream<Path> files = Files.list(submission)) {
      assertThat(files).containsExactly(submission.resolve("sum.c"));
    }
  }

  @Test
  void theSameIsCompiledOnce() throws IOException {
    write("sum.c", SUM);
    assertThat(gcc().compile(submission).isCached()).isFalse();
    Compilation second = gcc().compile(submission);
    assertThat(second.isCached()).isTrue();
    assertThat(run(second, "1 2\n")).isEqualTo("3\n");
  }

  @Test
  void whatDiffersIsCompiledAgain() throws IOException {
    write("sum.c", SUM);
    write("unused.h", "");
    gcc().compile(submission);
    assertThat(compiler("gcc", "-O2", "{sources}", "-o", "{output}").compile(submission).isCached())
        .isFalse();
    assertThat(gcc().withSandbox(Compiler.sandbox().withEnvironment("A", "b")).compile(submission))
        .returns(false, Compilation::isCached);
    write("unused.h", "\n");
    assertThat(gcc().compile(submission).isCached()).isFalse();
    write("unused.h", "");
    assertThat(gcc().compile(submission).isCached()).isTrue();
  }

  @Test
  void errorsAreToldAndKept() throws IOException {
    write("sum.c", "int main(void) { return x; }\n");
    for (boolean cached : new boolean[] {false, true}) {
      Compilation compilation = gcc().compile(submission);
      assertThat(compilation.succeeded()).isFalse();
      assertThat(compilation.isCached()).isEqualTo(cached);
      assertThatExceptionOfType(CompileError.class)
          .isThrownBy(() -> compilation.program(Sandbox.create()))
          .withMessageContaining("sum.c:1:25: error: ‘x’ undeclared");
    }
  }

  @Test
  void warningsAreNoErrors() throws IOException {
    write("sum.c", "int main(void) { int unused; return 0; }\n");
    Compilation compilation =
        compiler("gcc", "-Wall", "{sources}", "-o", "{output}").compile(submission);
    assertThat(compilation.succeeded()).isTrue();
    assertThat(compilation.messages()).contains("sum.c:1:22: warning: unused variable ‘unused’");
  }

  @Test
  void noSourceIsAnErrorThatListsWhatIsThere() throws IOException {
    write("Sum.C", SUM);
    assertThatExceptionOfType(CompileError.class)
        .isThrownBy(() -> gcc().compile(submission))
        .withMessage("The submission has no source file: nothing matches *.c. There is Sum.C.");
  }

  @Test
  void aNameThatLooksLikeAnOptionIsAName() throws IOException {
    write("-DANSWER=42.c", "int other;\n");
    write("@options.c", "int another;\n");
    write("main.c", "#ifndef ANSWER\nint main(void) { return 7; }\n#endif\n");
    Run run = gcc().compile(submission).program(Sandbox.untrusted()).run();
    assertThat(run.exitCode()).hasValue(7);
  }

  @Test
  void makeChoosesItselfWhereTheProgramGoes() throws IOException {
    write("src/sum.c", SUM);
    write("Makefile", "build/sum: src/sum.c\n\tmkdir -p build && cc -o $@ $<\n");
    Compilation made = compiler("make").withOutput("build/sum").compile(submission);
    assertThat(run(made, "20 22\n")).isEqualTo("42\n");
  }

  @Test
  void aDirectoryCanBeMade() throws IOException {
    write("main.sh", "cat \"$(dirname \"$0\")/data/text\"\n");
    Compilation made =
        compiler("sh", "-c", "mkdir -p out/data; echo made > out/data/text; cp main.sh out")
            .withOutput("out")
            .withRun("sh", "{output}/main.sh")
            .compile(submission);
    assertThat(run(made, "")).isEqualTo("made\n");
  }

  @Test
  void aCompileThatSucceedsAndMakesNothingIsAnError() throws IOException {
    write("sum.c", SUM);
    Compilation made = compiler("true").withOutput("sum").compile(submission);
    assertThatExceptionOfType(CompileError.class)
        .isThrownBy(made::product)
        .withMessage("The compile made no sum, and said nothing.");
  }

  @Test
  void aCompileWithoutEndIsStoppedAndNotKept() throws IOException {
    write("sum.c", SUM);
    Compiler endless =
        compiler("sh", "-c", "while :; do :; done")
            .withSandbox(Compiler.sandbox().withCpu("200ms"));
    Compilation compilation = endless.compile(submission);
    assertThatExceptionOfType(CompileError.class)
        .isThrownBy(compilation::product)
        .withMessageStartingWith("The compiler was stopped: ")
        .withMessageContaining("200 ms");
    assertThat(endless.compile(submission).isCached()).isFalse();
  }

  @Test
  void aCompilerThatIsNotThereIsNoFaultOfTheSubmission() throws IOException {
    write("sum.c", SUM);
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> compiler("no-such-compiler", "{sources}").compile(submission))
        .withMessageContaining("no-such-compiler");
    try (Stream<Path> kept = Files.list(cache)) {
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void linksAndFifosAreLeftOut() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.h"), "#define SECRET 42\n");
    Files.createSymbolicLink(submission.resolve("linked.h"), secret);
    write("main.c", "#include \"linked.h\"\nint main(void) { return SECRET; }\n");
    Run fifo = Sandbox.create().run("mkfifo", submission.resolve("fifo.c").toString());
    assertThat(fifo.exitCode()).hasValue(0);
    assertThat(gcc().compile(submission).messages()).contains("linked.h: No such file");
  }

  @Test
  void aSubmissionThatIsNamedByALinkIsTheTargetOfThat() throws IOException {
    write("sum.c", SUM);
    Path link = Files.createSymbolicLink(directory.resolve("linked"), submission);
    assertThat(run(gcc().compile(link), "1 2\n")).isEqualTo("3\n");
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compiler.of())
        .withMessageStartingWith("command: it names no compiler");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compiler.of("gcc", "-I{sources}"))
        .withMessageContaining("in \"-I{sources}\" {sources} is a part of a word");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gcc().withOutput("../sum"))
        .withMessageStartingWith("output: \"../sum\" is not below");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gcc().withRun("java", "Main"))
        .withMessageContaining("contains {output}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gcc().withSources("[a"))
        .withMessageStartingWith("sources: \"[a\" is no glob: ");
  }
}
