package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.Tracees;

/** What a program writes can be read from its run. */
class CapturedOutputTests {
  private static Run shell(String script) {
    return succeeded(Sandbox.create().run("sh", "-c", script));
  }

  @Test
  void isKeptForBothStreams() {
    Run run = shell("echo out; echo err >&2; echo more");
    assertThat(run.stdoutText()).isEqualTo("out\nmore\n");
    assertThat(run.stderrText()).isEqualTo("err\n");
  }

  @Test
  void maybeNothing() {
    Run run = shell("true");
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr()).isEmpty();
    assertThat(run.stdoutText()).isEmpty();
    assertThat(run.stdoutLines()).isEmpty();
  }

  @Test
  void mayBeAnyBytes() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Run run = succeeded(Sandbox.create().withStdin(bytes).run("cat"));
    assertThat(run.stdout()).isEqualTo(bytes);
  }

  @Test
  void isTextInUtf8WhereItCan() {
    Run run = shell("printf 'gr\\303\\274\\303\\237e \\377\\303 end'");
    assertThat(run.stdoutText()).isEqualTo("gr\u00fc\u00dfe \ufffd\ufffd end");
    assertThat(run.stdout())
        .isEqualTo(
            "gr\u00c3\u00bc\u00c3\u009fe \u00ff\u00c3 end".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void hasLinesWithoutTheirEnds() {
    Run run = shell("printf 'unix\\nwindows\\r\\n\\n last'; printf 'err\\r\\n' >&2");
    assertThat(run.stdoutLines()).containsExactly("unix", "windows", "", " last");
    assertThat(run.stderrLines()).containsExactly("err");
    assertThat(run.stdoutText()).isEqualTo("unix\nwindows\r\n\n last");
  }

  @Test
  void mayComeInPackets() {
    Run run = succeeded(Sandbox.create().run(Tracees.command("packets", "10")));
    assertThat(run.stdoutText()).isEqualTo("packet\n".repeat(10));
  }

  @Test
  void mayBeMergedInTheOrderInWhichItWasWritten() {
    Sandbox sandbox = Sandbox.create().withMergedOutput();
    String script = "for i in 1 2 3 4 5 6 7 8 9; do echo out $i; echo err $i >&2; done";
    Run run = succeeded(sandbox.run("sh", "-c", script));
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= 9; i++) {
      expected.append("out ").append(i).append("\nerr ").append(i).append('\n');
    }
    assertThat(run.stdoutText()).isEqualTo(expected.toString());
    assertThat(run.stderr()).isEmpty();
  }

  @Test
  void isNotMergedAnyMoreWhenStderrGetsAPlaceOfItsOwn() {
    Sandbox sandbox = Sandbox.create().withMergedOutput().withStderr(Output.capture());
    Run run = succeeded(sandbox.run("sh", "-c", "echo out; echo err >&2"));
    assertThat(run.stdoutText()).isEqualTo("out\n");
    assertThat(run.stderrText()).isEqualTo("err\n");
  }

  @Test
  void isThereWhateverEndedTheRun() {
    String program = Tracees.path("writes_then_sleeps").toString();
    Run run = Sandbox.create().withIdle("1s").run(program, "text");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.stdoutText()).isEqualTo("text\n");
  }

  @Test
  void cannotBeChangedThroughTheRun() {
    Run run = shell("echo text");
    run.stdout()[0] = 'T';
    assertThat(run.stdoutText()).isEqualTo("text\n");
  }

  @Test
  void mayBeOpenedAgainByTheProgram() {
    Run run =
        shell("echo one > /dev/stdout; echo two > /proc/self/fd/1; echo three >&2 2>/dev/stderr");
    assertThat(run.stdoutText()).isEqualTo("one\ntwo\n");
    assertThat(run.stderrText()).isEqualTo("three\n");
  }
}
