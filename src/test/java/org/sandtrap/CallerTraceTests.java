package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.report.TraceJson;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.TraceFormat;

/** Traces that have the callers of calls. */
class CallerTraceTests {
  private static final Sandbox TRACED =
      Sandbox.create().withTraceCallers().withTrace("read(fd=0)", "write(fd=1)");

  @TempDir Path directory;

  private static Trace traced(Sandbox sandbox, String... command) {
    Run run = sandbox.run(command);
    assertThat(run).exitedWith(0);
    return run.trace();
  }

  private static Trace ofReader() {
    return traced(TRACED, Tracees.path("in_library").toString(), "read");
  }

  private static List<Optional<String>> functions(Call call) {
    return call.callers().all().stream().map(Location::function).toList();
  }

  private static String json(Trace trace) throws IOException {
    StringWriter text = new StringWriter();
    TraceJson.write(trace, text);
    return text.toString();
  }

  @Test
  void aCallHasTheFunctionsThatLedToIt() {
    Call read = ofReader().calls("read").get(0);
    assertThat(read.callers().own().flatMap(Location::source)).hasValue("in_library.c:27");
    assertThat(functions(read)).contains(Optional.of("culprit"), Optional.of("main"));
    assertThat(functions(read).indexOf(Optional.of("culprit")))
        .isLessThan(functions(read).indexOf(Optional.of("main")));
    assertThat(read.calledFrom("culprit")).isTrue();
    assertThat(read.calledFrom("main")).isTrue();
    assertThat(read.calledFrom("culpri")).isFalse();
  }

  @Test
  void theyCanBeAskedFor() {
    Trace trace = ofReader();
    assertThat(trace).calls("read(fd=0)").calledFrom("culprit").hasSize(1);
    assertThat(trace).calls("read(fd=0)").calledFrom("other").isEmpty();
  }

  @Test
  void theTextShowsThemWhenAsked() {
    Trace trace = ofReader();
    assertThat(trace.text(TraceFormat.DEFAULT.withCallers(true)))
        .containsPattern(
            "read\\(0, .*\n(?:    .*\n)*    called from culprit\\(\\) of in_library\\+0x[0-9a-f]+"
                + " \\(in_library\\.c:27\\)\n    called from main\\(\\) of ");
    assertThat(trace.toString()).doesNotContain("called from");
  }

  @Test
  void theJsonHasThem() throws IOException {
    String json = json(ofReader());
    assertThat(json)
        .contains("\"function\":\"culprit\"")
        .contains("\"source\":\"in_library.c:27\"");
    assertThat(json(traced(TRACED.withTrace("read"), "true"))).doesNotContain("culprit");
  }

  @Test
  void aProgramMayRemoveItself() throws Exception {
    Path program = directory.resolve("gone");
    // Not by this JVM: what another test starts meanwhile would have it open for writing, and the
    // shell, unlike a launch, does not try twice.
    String original = Tracees.path("in_library").toString();
    assertThat(Sandbox.create().run("cp", original, program.toString())).exitedWith(0);
    Trace trace =
        traced(TRACED, "sh", "-c", "\"$0\" read </dev/null; rm \"$0\"", program.toString());
    assertThat(Files.exists(program)).isFalse();
    assertThat(trace.calls("read").get(0).callers().all())
        .extracting(Location::module)
        .anyMatch(module -> module.contains("gone"));
    assertThat(trace.text(TraceFormat.DEFAULT.withCallers(true))).doesNotContain("culprit");
  }

  @Test
  void whatHasNoNamesSaysSo() throws Exception {
    Path program = Files.copy(Tracees.path("in_library"), directory.resolve("stripped"));
    assertThat(Sandbox.create().run("strip", "-s", program.toString())).exitedWith(0);
    Trace trace = traced(TRACED.withTrace("read(fd=0)"), program.toString(), "read");
    assertThat(trace.calls("read").get(0).callers().all()).isNotEmpty();
    assertThatThrownBy(() -> assertThat(trace).calls("read(fd=0)").calledFrom("culprit"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("some of its callers have no name");
  }

  @Test
  void nothingIsKnownUnasked() {
    Trace trace = traced(Sandbox.create().withTrace("read"), "true");
    assertThat(trace.hasCallers()).isFalse();
    assertThat(trace.calls()).extracting(Call::callers).containsOnly(Callers.NONE);
    assertThatThrownBy(() -> assertThat(trace).calls("read(fd=0)").calledFrom("main"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it has no callers of calls; trace with withTraceCallers");
  }

  @Test
  void entriesMayHaveThem() {
    Trace trace =
        traced(TRACED.withTraceEntriesOnly(), Tracees.path("in_library").toString(), "read");
    assertThat(trace.calls("read").get(0).returned()).isFalse();
    assertThat(trace.calls("read").get(0).callers().all()).isNotEmpty();
  }

  /** Each stop is a question then: the answers must be the same as without. */
  @Test
  void rulesAndLimitsHold() {
    Sandbox sandbox = Sandbox.create().withTraceCallers().withTrace();
    Run killed = sandbox.deny("mkdir").run("mkdir", directory + "/a");
    assertThat(killed.verdict()).isEqualTo(Verdict.FORBIDDEN);
    Run refused = sandbox.withOnDenied("EACCES").deny("mkdir").run("mkdir", directory + "/a");
    assertThat(refused.trace().calls("mkdir").get(0).error()).contains(Errno.EACCES);
    Run large = sandbox.withFileSize("1KiB").run("sh", "-c", "yes > " + directory + "/f");
    assertThat(large.verdict()).isEqualTo(Verdict.OUTPUT_LIMIT);
    Run many = sandbox.withProcesses("2").run(Tracees.command("fork_tree-static", "1", "3"));
    assertThat(many.verdict()).isEqualTo(Verdict.PROCESS_LIMIT);
    Run pipeline = sandbox.run("sh", "-c", "seq 100 | sort -n | tail -1");
    assertThat(pipeline.stdoutText()).isEqualTo("100\n");
  }

  @Test
  void aListenerIsToldOfThem() {
    List<Event> told = new CopyOnWriteArrayList<>();
    Sandbox sandbox = TRACED.withTraceListener((program, events) -> told.addAll(events));
    traced(sandbox, Tracees.path("in_library").toString(), "read");
    assertThat(told)
        .filteredOn(event -> event instanceof Call call && call.name().equals("read"))
        .singleElement()
        .satisfies(event -> assertThat(((Call) event).callers().all()).isNotEmpty());
  }

  private Path compiled(String compiler, String source, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("made" + source.hashCode() + ".cc"), source);
    Path program = directory.resolve("made" + source.hashCode());
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(List.of(options));
    command.addAll(List.of("-x", compiler.equals("g++") ? "c++" : "c", file.toString()));
    command.addAll(List.of("-o", program.toString()));
    Sandbox patient = Sandbox.create().withWall("200s").withCpu("100s");
    assertThat(patient.run(command.toArray(String[]::new))).exitedWith(0);
    return program;
  }

  private static final Sandbox TELLING =
      Sandbox.create().withWall("200s").withTraceCallers().withTrace("getppid");

  @Test
  void aFunctionThatWasInlinedIsThere() throws Exception {
    String source =
        """
        #include <unistd.h>
        static inline __attribute__((always_inline)) int deepest(void) { return getppid() + 1; }
        static inline __attribute__((always_inline)) int save(void) { return deepest() + 2; }
        int main(void) { return save() == 0; }
        """;
    Trace trace = traced(TELLING, compiled("gcc", source, "-O2", "-g").toString());
    Call call = trace.calls("getppid").get(0);
    assertThat(call.callers().own().orElseThrow().inlinedInto()).containsExactly("save", "main");
    assertThat(call.callers().toString())
        .containsPattern(
            "^called from deepest\\(\\) of made\\S+ \\(.*\\), inlined into save\\(\\), main\\(\\)$");
    assertThat(trace).calls("getppid").calledFrom("save").hasSize(1);
    assertThat(trace).calls("getppid").calledFrom("main").hasSize(1);
    assertThat(trace).calls("getppid").calledFrom("other").isEmpty();
  }

  @Test
  void manyPlacesAllHaveNames() throws Exception {
    String source =
        "#include <unistd.h>\nint many(void) { int n = 0;"
            + " n += getppid();".repeat(3000)
            + " return n; }\nint main(void) { return many() == 0; }\n";
    Trace trace = traced(TELLING, compiled("gcc", source, "-g").toString());
    assertThat(trace).calls("getppid").calledFrom("many").hasSize(3000);
  }

  /** More callers than are recorded: it cannot be told that a function is none of them. */
  @Test
  void whereCallersAreCutNothingIsSaidOfTheOthers() throws Exception {
    String source =
        """
        #include <stdlib.h>
        #include <unistd.h>
        int down(int n) { int x = n == 0 ? getppid() : down(n - 1); return x + 1; }
        int main(int c, char **v) { return down(atoi(v[1])) == 0; }
        """;
    String program = compiled("gcc", source, "-g", "-O0").toString();
    Trace few = traced(TELLING, program, "9");
    assertThat(few.calls("getppid").get(0).callers().complete()).isTrue();
    assertThat(few).calls("getppid").calledFrom("main").hasSize(1);
    assertThat(few).calls("getppid").calledFrom("up").isEmpty();
    Trace many = traced(TELLING, program, "99");
    assertThat(many.calls("getppid").get(0).callers().complete()).isFalse();
    assertThat(many).calls("getppid").calledFrom("down").hasSize(1);
    assertThatThrownBy(() -> assertThat(many).calls("getppid").calledFrom("main"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not all of its callers are known");
  }

  @Test
  void functionsOfCxxAreCalledByWhatTheyAreIn() throws Exception {
    String source =
        """
        #include <unistd.h>
        namespace app {
        template <class T> __attribute__((noinline)) T store(T value) { return value + getppid(); }
        struct Db { __attribute__((noinline)) int get() const { return store<int>(1) + 1; } };
        }
        int main() { app::Db db; return db.get() == 0; }
        """;
    Trace trace = traced(TELLING, compiled("g++", source, "-g", "-O1").toString());
    assertThat(trace).calls("getppid").calledFrom("app::store").hasSize(1);
    assertThat(trace).calls("getppid").calledFrom("app::Db::get").hasSize(1);
  }

  /** Events come in between two looks at what is there. */
  @Test
  void aTraceOfAProgramThatGoesOnHasNames() throws Exception {
    String program = Tracees.path("getppid_loop").toString();
    try (RunningProgram running = TELLING.start(program, "3000")) {
      do {
        List<Call> calls = running.trace().calls();
        calls.forEach(call -> assertThat(call.calledFrom("none")).isFalse());
      } while (running.await(Duration.ofMillis(5)).isEmpty());
      assertThat(running.await().trace().calls()).hasSize(3000);
    }
  }

  @Test
  void askingForCallersAsksForATrace() {
    assertThat(Sandbox.create().withTraceCallers().run("true").trace().calls()).isNotEmpty();
    assertThat(Sandbox.create().withTraceEntriesOnly().run("true").trace().calls()).isNotEmpty();
    assertThat(Sandbox.create().withoutTrace().withTraceCallers().run("true").isTraced()).isFalse();
  }
}
