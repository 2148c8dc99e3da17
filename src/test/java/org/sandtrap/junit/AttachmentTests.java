package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventType;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Untraced;

/** What a test puts into the report. */
class AttachmentTests {
  @TempDir Path reports;

  private EngineExecutionResults run(Class<?> type, String attach) {
    Path output = reports;
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(SandtrapConfiguration.ATTACH, attach)
        .outputDirectoryCreator(
            new org.junit.platform.engine.OutputDirectoryCreator() {
              @Override
              public Path getRootDirectory() {
                return output;
              }

              @Override
              public Path createOutputDirectory(org.junit.platform.engine.TestDescriptor test) {
                return output;
              }
            })
        .selectors(org.junit.platform.engine.discovery.DiscoverySelectors.selectClass(type))
        .execute();
  }

  private static Map<String, String> files(EngineExecutionResults results) throws Exception {
    Map<String, String> files = new TreeMap<>();
    List<Path> paths =
        results
            .allEvents()
            .filter(event -> event.getType() == EventType.FILE_ENTRY_PUBLISHED)
            .map(event -> event.getRequiredPayload(FileEntry.class).getPath())
            .toList();
    for (Path path : paths) {
      files.put(path.getFileName().toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
    }
    return files;
  }

  private static List<Map<String, String>> entries(EngineExecutionResults results) {
    return results
        .allEvents()
        .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
        .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
        .toList();
  }

  static class Fails {
    @Test
    @Sandboxed(
        command = {"sh", "-c", "cat; echo wrong >&2; exit 3"},
        stdin = "it's in\n",
        environment = "A=1 2",
        directory = "/")
    void test() {}
  }

  @Test
  void aFailureBringsOutputsAndHowToRepeatThem() throws Exception {
    Untraced.require("the trace is attached as well");
    Map<String, String> files = files(run(Fails.class, "failed"));
    assertThat(files).containsOnlyKeys("run.txt", "run-stdout.txt", "run-stderr.txt");
    assertThat(files).containsEntry("run-stdout.txt", "it's in\n");
    assertThat(files).containsEntry("run-stderr.txt", "wrong\n");
    assertThat(files.get("run.txt"))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?\n"
                + "sh -c 'cat; echo wrong >&2; exit 3'\n"
                + "NONZERO_EXIT: The program ended by itself with exit code 3, where 0 would mean"
                + " success\\.\n"
                + "Used: cpu .*, wall .*, peak .*, 2 processes\n"
                + "\nTo repeat it outside:\n"
                + "  cd / && printf %s 'it'\\\\''s in\n' \\| env -i PATH=.* LANG=C.UTF-8 TZ=UTC HOME=/"
                + " A='1 2' .*sh -c 'cat; echo wrong >&2; exit 3'\n");
  }

  static class FailsTraced {
    @Test
    @Sandboxed(
        command = {"cat", "/nonexistent"},
        trace = "openat")
    void test() {}
  }

  @Test
  void aFailureBringsTheTraceIfThereIsOne() throws Exception {
    Map<String, String> files = files(run(FailsTraced.class, "failed"));
    assertThat(files).containsOnlyKeys("run.txt", "run-stderr.txt", "run-trace.txt");
    assertThat(files.get("run-trace.txt"))
        .containsPattern("\\d+ openat\\(.*\\) = -1 ENOENT")
        .containsPattern("\\d+ \\+\\+\\+ exited with 1 \\+\\+\\+\n$");
  }

  static class Factory {
    @TestFactory
    @Sandboxed
    Stream<DynamicNode> tests(Sandbox sandbox) {
      return Stream.of(
          dynamicTest("good", () -> assertThat(sandbox.run("true").exitCode()).hasValue(0)),
          dynamicContainer(
              "inner",
              Stream.of(
                  dynamicTest(
                      "bad", () -> assertThat(sandbox.run("false").exitCode()).hasValue(0)))));
    }
  }

  static class RegisteredFactory {
    @RegisterExtension final SandboxExtension sandbox = SandboxExtension.create();

    @TestFactory
    Stream<DynamicNode> tests(Sandbox sandbox) {
      return new Factory().tests(sandbox);
    }
  }

  /** JUnit tells a factory nothing of the tests that it has made. */
  @ParameterizedTest
  @ValueSource(classes = {Factory.class, RegisteredFactory.class})
  void aDynamicTestThatFailsBringsTheRunsOfItsFactory(Class<?> type) throws Exception {
    Untraced.require("the trace is attached as well");
    EngineExecutionResults results = run(type, "failed");
    assertThat(files(results)).containsOnlyKeys("run-1.txt", "run-2.txt");
    assertThat(entries(results)).hasSize(2);
  }

  static class TimesOut {
    @Test
    @Timeout(3)
    @Sandboxed(
        command = {"sh", "-c", "echo out; echo err >&2; exec sleep 60"},
        wall = "60s")
    void test(RunningProgram program) {
      program.awaitOutput("out\n").awaitErrorOutput("err\n").await();
    }
  }

  @Test
  void aProgramThatATimeoutMetIsAttachedWithoutARun() throws Exception {
    Map<String, String> files = files(run(TimesOut.class, "failed"));
    assertThat(files)
        .containsOnlyKeys("interrupted.txt", "interrupted-stdout.txt", "interrupted-stderr.txt")
        .containsEntry("interrupted-stdout.txt", "out\n")
        .containsEntry("interrupted-stderr.txt", "err\n");
    assertThat(files.get("interrupted.txt"))
        .matches(
            "[-0-9T:]+\n"
                + "sh -c 'echo out; echo err >&2; exec sleep 60'\n"
                + "It had not ended when the test did, so that it has no verdict\\.\n"
                + "When the timeout was over: `sh -c 'echo out; echo err >&2; exec sleep 60'`:\n"
                + "  thread \\d+ of process \\d+ \\((sleep|sh)\\) .*\n"
                + "(    called from .*\n)*");
  }

  static class Crashes {
    @Test
    @Sandboxed
    void test(Sandbox sandbox) {
      assertThat(sandbox.run(Tracees.path("crash").toString(), "abort").exitCode()).hasValue(0);
    }
  }

  @Test
  void aCrashBringsWhoCalledWhom() throws Exception {
    assertThat(files(run(Crashes.class, "failed")).get("run.txt"))
        .containsPattern(
            "RUNTIME_ERROR: .*\nIt was at .* of libc.*\n(    called from .*\n)*"
                + "    called from main\\(\\) of crash\\+0x[0-9a-f]+ \\(crash\\.c:\\d+\\)\nUsed: ");
  }

  static class ReachesALimit {
    @Test
    @Sandboxed(idle = "200ms")
    void test(Sandbox sandbox) {
      sandbox.run(Tracees.path("in_library").toString(), "deadlock").exitCode().orElseThrow();
    }
  }

  @Test
  void aLimitBringsWhatEachThreadDid() throws Exception {
    assertThat(files(run(ReachesALimit.class, "failed")).get("run.txt"))
        .containsPattern(
            "TIME_LIMIT: .*\nThread \\d+ of process \\d+ \\(in_library\\) was in futex, called from culprit.*\n"
                + "(    called from .*\n)*    called from culprit\\(\\) .*\n    called from main\\(\\) .*\n"
                + "Used: ");
  }

  static class Hangs {
    @Test
    @Timeout(1)
    @Sandboxed(
        command = {"sleep", "60"},
        wall = "unlimited")
    void test() {}
  }

  /** The program of an annotation is killed when the time of the test is over, and has a run. */
  @Test
  void aProgramThatATimeoutKilledTellsWhatItDid() throws Exception {
    assertThat(files(run(Hangs.class, "failed")).get("run.txt"))
        .containsPattern(
            "was killed by the test that had started it\\.\nWhen the timeout was over: `sleep 60`:\n"
                + "  thread \\d+ of process \\d+ \\(sleep\\) .*\n(    .*\n)*Used: ");
  }

  static class Waits {
    @Test
    @Timeout(3)
    @Sandboxed(wall = "60s")
    void test(Sandbox sandbox) {
      sandbox.run(Tracees.path("in_library").toString(), "deadlock");
    }
  }

  @Test
  void aTimeoutBringsTheStackOfEachThread() throws Exception {
    assertThat(files(run(Waits.class, "failed")).get("interrupted.txt"))
        .containsPattern(
            "\n  thread \\d+ of process \\d+ \\(in_library\\) waits in futex, .*, called from culprit\\(\\) .*\n"
                + "(    called from .*\n)*    called from culprit\\(\\) .*\n    called from main\\(\\) .*\n");
  }

  @Test
  void everyRunIsAnEntry() {
    assertThat(entries(run(Fails.class, "none")))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry)
                  .containsEntry("sandtrap.command", "sh -c 'cat; echo wrong >&2; exit 3'")
                  .containsEntry("sandtrap.verdict", "NONZERO_EXIT");
              assertThat(entry.get("sandtrap.usage")).startsWith("cpu ");
            });
  }

  static class Passes {
    @Sandboxed Sandbox ofField;
    private final Sandbox ofConstructor;

    Passes(Sandbox sandbox) {
      ofConstructor = sandbox;
    }

    @Test
    @Sandboxed
    void test(Sandbox sandbox) {
      sandbox.run("echo", "1");
      ofField.run("echo", "2");
      ofConstructor.run("printf", "\\377");
      try (RunningProgram program = ofField.start("echo", "4")) {
        program.await();
      }
    }
  }

  @Test
  void allRunsOfATestAreIncludedWhereverItsSandboxesComeFrom() throws Exception {
    Untraced.require("the trace is attached as well");
    EngineExecutionResults results = run(Passes.class, "all");
    assertThat(Engine.throwables(results)).isEmpty();
    assertThat(entries(results))
        .extracting(entry -> entry.get("sandtrap.command"))
        .containsExactly("echo 1", "echo 2", "printf '\\377'", "echo 4");
    assertThat(files(results))
        .containsEntry("run-1-stdout.txt", "1\n")
        .containsEntry("run-2-stdout.txt", "2\n")
        .containsEntry("run-3-stdout.txt", "\u00ff")
        .containsEntry("run-4-stdout.txt", "4\n")
        .containsKeys("run-1.txt", "run-2.txt", "run-3.txt", "run-4.txt")
        .hasSize(8);
  }

  @Test
  void aTestThatPassesAttachesNothingUnlessItShall() throws Exception {
    assertThat(files(run(Passes.class, "failed"))).isEmpty();
    assertThat(files(run(Fails.class, "none"))).isEmpty();
  }

  @Test
  void anotherValueIsRefused() {
    assertThat(Engine.throwables(run(Passes.class, "some")))
        .first()
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "Configuration parameter sandtrap.attach is 'some', which is none of 'failed' (the"
                + " default: tests that fail attach what their runs wrote and used), 'all' and"
                + " 'none'.");
  }

  static class Many {
    @Test
    @Sandboxed
    void test(Sandbox sandbox) {
      for (int i = 1; i <= 12; i++) {
        sandbox.run("echo", "" + i);
      }
      Run last = sandbox.run("false");
      assertThat(last.exitCode()).hasValue(0);
    }
  }

  @Test
  void ofManyRunsTheLastAreAttached() throws Exception {
    EngineExecutionResults results = run(Many.class, "failed");
    assertThat(entries(results)).hasSize(13);
    assertThat(files(results))
        .containsKeys("run-4.txt", "run-13.txt")
        .doesNotContainKey("run-3.txt");
  }
}
