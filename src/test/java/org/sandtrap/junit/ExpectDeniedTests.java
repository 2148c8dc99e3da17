package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.JUnitException;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Verdict;

/** What a program was denied does not pass unnoticed. */
class ExpectDeniedTests {
  @Test
  void aTestThatTakesNoRunFailsWhenItsProgramWasDeniedACall() {
    assertThat(Engine.failure(Unnoticed.class))
        .hasMessageStartingWith(
            "Expected `sh -c 'mkdir /tmp/never 2>/dev/null; exit 0'` to be denied nothing, but it"
                + " was denied mkdir(")
        .hasMessageContaining("If that is right, say so: expectDenied = \"mkdir\"");
  }

  static class Unnoticed {
    @Test
    @Sandboxed(
        command = {"sh", "-c", "mkdir /tmp/never 2>/dev/null; exit 0"},
        deny = "mkdir",
        onDenied = "EACCES")
    void test() {}
  }

  @Test
  void itPassesWhereThatIsExpectedOrTheTestChecksItselfOrNothingIsToBeKnown() {
    Engine.succeeds(Noticed.class, 8);
  }

  static class Noticed {
    @TempDir private Path directory;

    @Test
    @Sandboxed(
        command = {"sh", "-c", "mkdir {tempDir}/never; exit 0"},
        deny = "mkdir",
        onDenied = "EACCES",
        expectDenied = "mkdir")
    void expected() {}

    @Test
    @Sandboxed(
        command = {"sh", "-c", "mkdir {tempDir}/never; (: > {tempDir}/file); exit 0"},
        policy = "read-only",
        expectDenied = {"mkdir(mode=0777)", "open(flags&O_WRONLY)"})
    void severalWords() {}

    @Test
    @Sandboxed(
        command = {"sh", "-c", "mkdir {tempDir}/never; exit 0"},
        deny = "mkdir",
        onDenied = "EACCES")
    void checkedByTheTest(Run run) {
      assertThat(run.deniedCalls()).hasSize(1);
    }

    @Test
    @Sandboxed(
        command = {"sh", "-c", "mkdir {tempDir}/never; exit 0"},
        deny = "mkdir",
        onDenied = "EACCES")
    void checkedByItsVerdict(Verdict verdict) {
      assertThat(verdict).isEqualTo(Verdict.OK);
    }

    @Test
    @Sandboxed(
        command = {"sh", "-c", "mkdir {tempDir}/never"},
        deny = "mkdir",
        expect = Verdict.FORBIDDEN)
    void endedByIt() {}

    @Test
    @Sandboxed(
        command = {"sh", "-c", "mkdir {tempDir}/never"},
        deny = "mkdir",
        expect = Verdict.FORBIDDEN,
        expectDenied = "mkdir")
    void endedByWhatIsExpected() {}

    @Test
    @Sandboxed(command = "true", deny = "mkdir", onDenied = "EACCES")
    void nothingDenied() {}

    @Test
    @Sandboxed(
        command = {"sh", "-c", "read line; mkdir {tempDir}/never; exit 0"},
        deny = "mkdir",
        onDenied = "EACCES",
        expectDenied = "mkdir")
    void ofAProgramThatGoesOn(RunningProgram program) {}
  }

  @Test
  void whatIsExpectedMustHappen() {
    assertThat(Engine.failure(NotDenied.class))
        .hasMessageStartingWith(
            "Expected `true` to be denied connect, but it was denied nothing. What fails quietly is"
                + " not known.");
  }

  static class NotDenied {
    @Test
    @Sandboxed(command = "true", policy = "no-network", expectDenied = "connect")
    void test(Run run) {}
  }

  @Test
  void nothingElseMayHappen() {
    assertThat(Engine.failure(Others.class))
        .hasMessageContaining("to be denied only mkdir, but it was denied mkdir(")
        .hasMessageContaining("expectDenied = \"rmdir\"");
  }

  static class Others {
    @Test
    @Sandboxed(
        command = {"sh", "-c", "mkdir /tmp/never; rmdir /tmp/never; exit 0"},
        deny = {"mkdir", "rmdir"},
        onDenied = "EACCES",
        expectDenied = "mkdir",
        stderr = Redirect.DISCARD)
    void test() {}
  }

  @Test
  void aProgramThatGoesOnIsCheckedAtItsEnd() {
    assertThat(Engine.failure(GoesOn.class)).hasMessageContaining("to be denied mkdir");
  }

  static class GoesOn {
    @Test
    @Sandboxed(command = "cat", deny = "mkdir", onDenied = "EACCES", expectDenied = "mkdir")
    void test(RunningProgram program) {}
  }

  @Test
  void whatIsNoWordForCallsIsAnErrorBeforeTheRun() {
    assertThat(Engine.failure(Misspelt.class))
        .isInstanceOf(JUnitException.class)
        .hasMessageContaining("expectDenied: ")
        .hasMessageContaining("mkdri")
        .hasMessageContaining("mkdir");
  }

  static class Misspelt {
    @Test
    @Sandboxed(command = "true", expectDenied = "mkdri")
    void test() {}
  }

  @Test
  void withoutACommandItWouldNeverBeChecked() {
    assertThat(Engine.failure(WithoutCommand.class))
        .hasMessageContaining(
            "expectDenied: mkdir would never be checked, because there is no command");
  }

  static class WithoutCommand {
    @Test
    @Sandboxed(expectDenied = "mkdir")
    void test(org.sandtrap.Sandbox sandbox) {}
  }

  @Test
  void aRegisteredExtensionExpectsTheSame() {
    Engine.succeeds(Registered.class, 1);
    assertThat(Engine.failure(RegisteredInVain.class)).hasMessageContaining("to be denied mkdir");
  }

  static class Registered {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
        SandboxExtension.of(org.sandtrap.Sandbox.create().withOnDenied("EACCES").deny("mkdir"))
            .withCommand("sh", "-c", "mkdir /tmp/never; exit 0")
            .withExpectedDenied("mkdir");

    @Test
    void test() {}
  }

  static class RegisteredInVain {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
        SandboxExtension.create().withCommand("true").withExpectedDenied("mkdir");

    @Test
    void test() {}
  }
}
