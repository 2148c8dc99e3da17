package org.sandtrap.grade.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Landlock;

/** Submissions that attack while they are compiled. */
class HostileCompileTests {
  @TempDir private Path directory;
  private Path submission;
  private Path secret;

  @BeforeEach
  void makeSubmission() throws IOException {
    Landlock.require();
    submission = Files.createDirectory(directory.resolve("submission"));
    secret = Files.writeString(directory.resolve("answers"), "int the_answer = 42;\n");
  }

  private Compiler compiler(String... command) {
    return Compiler.of(command).withCache(directory.resolve("compiled"));
  }

  private Compilation gcc(String text) throws IOException {
    Files.writeString(submission.resolve("main.c"), text);
    return compiler("gcc", "{sources}", "-o", "{output}").withSources("*.c").compile(submission);
  }

  private Compilation make(String makefile) throws IOException {
    Files.writeString(submission.resolve("Makefile"), makefile);
    return compiler("make").withOutput("sum").compile(submission);
  }

  private void assertSecret(Compilation compilation) {
    assertThat(compilation.succeeded()).isFalse();
    assertThat(compilation.messages()).doesNotContain("the_answer").isNotEmpty();
  }

  @Test
  void noFileOfTheTeacherIsIncluded() throws IOException {
    assertSecret(gcc("#include \"" + secret + "\"\nint main(void) {}\n"));
    assertSecret(gcc("#include \"../answers\"\nint main(void) {}\n"));
  }

  @Test
  void norByTheAssembler() throws IOException {
    assertSecret(gcc("__asm__(\".incbin \\\"" + secret + "\\\"\");\nint main(void) {}\n"));
  }

  @Test
  void norByAnOptionInAMakefile() throws IOException {
    assertSecret(
        make("sum:\n\techo 'int main(void){}' > m.c; gcc -include " + secret + " m.c -o sum\n"));
    assertSecret(make("sum:\n\tcp " + secret + " sum\n"));
    assertSecret(make("include " + secret + "\n"));
  }

  @Test
  void norByALinkerScript() throws IOException {
    Files.writeString(submission.resolve("main.c"), "int main(void) {}\n");
    Files.writeString(submission.resolve("script.ld"), "INCLUDE " + secret + "\n");
    assertSecret(compiler("gcc", "main.c", "script.ld", "-o", "{output}").compile(submission));
  }

  @Test
  void aLinkInPlaceOfTheProgramIsNoProgram() throws IOException {
    Files.writeString(secret, "#!/bin/sh\necho 42\n");
    assertThat(make("sum:\n\tln -s " + secret + " sum\n").succeeded()).isFalse();
  }

  @Test
  void norIsOneInADirectoryThatIsALink() throws IOException {
    Files.writeString(submission.resolve("Makefile"), "all:\n\tln -s " + directory + " build\n");
    assertThat(compiler("make").withOutput("build/answers").compile(submission).succeeded())
        .isFalse();
  }

  @Test
  void aProgramKeepsNoPrivileges() throws IOException {
    Path product = make("sum:\n\tcp /bin/true sum; chmod 6755 sum\n").product();
    assertThat(Files.getPosixFilePermissions(product, LinkOption.NOFOLLOW_LINKS))
        .contains(PosixFilePermission.OWNER_EXECUTE)
        .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    assertThat((int) Files.getAttribute(product, "unix:mode") & 07000).isZero();
  }

  @Test
  void nothingIsWrittenElsewhere() throws IOException {
    Path results = Files.writeString(directory.resolve("results"), "0\n");
    make("sum:\n\techo 100 > " + results + "; rm -f " + results + "; cp /bin/true sum\n");
    assertThat(results).hasContent("0\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo hello > sum; chmod 755 sum",
        "mkdir sum",
        "printf '#!/nonexistent/interpreter\\n' > sum"
      })
  void whatIsNoProgramIsTheSubmissionsFault(String commands) throws IOException {
    Compilation compilation = make("sum:\n\t" + commands + "\n");
    assertThatExceptionOfType(CompileError.class)
        .isThrownBy(() -> compilation.program(Sandbox.untrusted()).run());
  }

  @Test
  void theDiskIsNotFilled() throws IOException {
    Files.writeString(
        submission.resolve("Makefile"),
        "sum:\n\ti=0; while dd if=/dev/zero of=f$$i bs=1M count=1; do i=$$((i + 1)); done\n");
    Compilation compilation =
        compiler("make")
            .withOutput("sum")
            .withSandbox(Compiler.sandbox().withDisk("8MiB"))
            .compile(submission);
    assertThatExceptionOfType(CompileError.class)
        .isThrownBy(compilation::product)
        .withMessageStartingWith("The compiler was stopped: ")
        .withMessageContaining("disk");
  }

  @Test
  void noOtherProcessIsReached() throws IOException {
    String jvm = "" + ProcessHandle.current().pid();
    String makefile = "sum:\n\tkill -0 " + jvm + " && cp /bin/true sum\n";
    assertThat(make(makefile).succeeded()).isFalse();
  }

  @Test
  void whatWasCompiledIsNotChangedByARun() throws IOException {
    Path product = make("sum:\n\tcp /bin/sh sum\n").product();
    byte[] before = Files.readAllBytes(product);
    Program shell = Program.of(Sandbox.untrusted(), product.toString());
    shell.run("-c", "echo > " + product + "; rm -f " + product);
    assertThat(product).hasBinaryContent(before);
  }
}
