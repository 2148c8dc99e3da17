package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.testing.RawCalls;
import org.sandtrap.testing.Tracees;

/** What holds of rules on paths where another thread changes the path after the look. */
class PathRaceRuleTests {
  @TempDir Path directory;

  private Path made(String name) throws IOException {
    return Files.writeString(Files.createDirectories(directory.resolve(name)).resolve("f"), "");
  }

  /** Whether or not a swap comes between look and use, the other file is never written. */
  @RepeatedTest(3)
  void aFileThatIsOpenedBehindARuleIsNotWritten() throws IOException {
    Path mine = made("mine");
    Path other = made("none");
    Sandbox sandbox =
        Sandbox.create()
            .withWall("60s")
            .deny("open(path=" + other.getParent() + "/**)")
            .withOnDenied("EACCES");
    Run run = sandbox.run(Tracees.command("path_swap", "3000", mine.toString(), other.toString()));
    assertThat(other).isEmptyFile();
    assertThat(run.verdict()).isIn(Verdict.OK, Verdict.FORBIDDEN);
    if (run.verdict() == Verdict.FORBIDDEN) {
      DeniedCall call = ((Cause.Forbidden) run.cause()).call();
      assertThat(call.made()).isTrue();
      assertThat(call.target()).contains(other.toRealPath().toString());
      assertThat(run.summary()).contains("found only afterwards what it had called, openat(");
    } else {
      assertThat(run.stdoutText()).endsWith(" 0\n");
      assertThat(run.deniedCallCount()).isPositive();
    }
  }

  @Test
  void aFileWithoutANameIsBelowItsDirectory() throws IOException {
    Path place = made("place").getParent();
    RawCalls calls = RawCalls.none().call("openat", -100, "=" + place, 0x410002, 0600);
    Sandbox denying = Sandbox.create().deny("open(path=" + place + "/**)").withOnDenied("EXFULL");
    assertThat(calls.results(denying)).containsExactly(-54L);
    Sandbox others = Sandbox.create().deny("open(path!=" + place + "/**|/etc/**|/usr/**|/lib*/**)");
    assertThat(calls.results(others.withOnDenied("EXFULL"))).containsExactly(3L);
  }

  @Test
  void aTraceAndALimitGoOnBesideTheSecondLook() throws IOException {
    Path file = made("place");
    RawCalls calls =
        RawCalls.none().call("openat", -100, "=" + file, 1).call("openat", -100, "=" + file, 0);
    Sandbox sandbox =
        Sandbox.create()
            .deny("open(path=/nowhere/**)")
            .withTrace("openat")
            .withFileSize("1MB")
            .withOpenFiles(20);
    Run run = calls.run(sandbox);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.stdoutText()).isEqualTo("3\n4\n");
    assertThat(run.trace().calls("openat")).allMatch(call -> call.returned());
  }
}
