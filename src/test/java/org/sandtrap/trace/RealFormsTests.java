package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;
import static org.sandtrap.trace.FileUse.Kind.CREATED;
import static org.sandtrap.trace.FileUse.Kind.DELETED;
import static org.sandtrap.trace.FileUse.Kind.EXECUTED;
import static org.sandtrap.trace.FileUse.Kind.LOOKED_FOR;
import static org.sandtrap.trace.FileUse.Kind.READ;
import static org.sandtrap.trace.FileUse.Kind.RENAMED;
import static org.sandtrap.trace.FileUse.Kind.WRITTEN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;

/** The forms of traces of programs that ran. */
class RealFormsTests {
  private static final Sandbox SANDBOX = Sandbox.create().withWall("60s").withTrace();

  @TempDir Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Trace trace(String... command) {
    return succeeded(SANDBOX.withDirectory(directory).run(command)).trace();
  }

  /** What was done with the files of the test, by their names. */
  private Map<String, Set<FileUse.Kind>> uses(Trace trace) throws IOException {
    String own = directory.toRealPath() + "/";
    return trace.files().stream()
        .filter(use -> use.path().startsWith(own))
        .collect(Collectors.toMap(use -> use.path().substring(own.length()), use -> use.kinds()));
  }

  @Test
  void catReads() throws IOException {
    write("a", "text");
    assertThat(uses(trace("cat", "a"))).isEqualTo(Map.of("a", Set.of(READ)));
  }

  @Test
  void lsLooks() throws IOException {
    write("a", "text");
    assertThat(uses(trace("ls", "-l", "a"))).isEqualTo(Map.of("a", Set.of(LOOKED_FOR)));
  }

  @Test
  void cpCreatesWhatWasNotThere() throws IOException {
    write("a", "text");
    Trace trace = trace("cp", "./a", directory + "/../" + directory.getFileName() + "/b");
    assertThat(uses(trace)).containsEntry("a", Set.of(READ));
    write("b", "text");
    assertThat(uses(trace("cp", "a", "b"))).containsEntry("b", Set.of(WRITTEN));
    assertThat(uses(trace("cp", "a", "c"))).containsEntry("c", Set.of(WRITTEN, CREATED));
  }

  @Test
  void mvAndRmGiveNamesUp() throws IOException {
    write("a", "text");
    Map<String, Set<FileUse.Kind>> uses = uses(trace("sh", "-c", "mv a b; rm b; mkdir d; rmdir d"));
    assertThat(uses)
        .containsEntry("a", Set.of(RENAMED))
        .containsEntry("b", Set.of(RENAMED, DELETED))
        .containsEntry("d", Set.of(CREATED, DELETED));
  }

  @Test
  void aScriptIsExecutedAndItsInterpreter() throws IOException {
    Path script = write("script", "#!/bin/sh\nread line < a > b\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    write("a", "text\n");
    Trace trace = trace("sh", "-c", "./script; exit");
    assertThat(uses(trace))
        .containsEntry("a", Set.of(READ))
        .containsEntry("b", Set.of(WRITTEN))
        .hasEntrySatisfying("script", kinds -> assertThat(kinds).contains(READ, EXECUTED));
    assertThat(trace.files())
        .filteredOn(use -> use.is(EXECUTED))
        .extracting(FileUse::path)
        .contains(Path.of("/bin/sh").toRealPath().toString());
  }

  @Test
  void aLinkLeadsToAFile() throws IOException {
    write("a", "text");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("a"));
    assertThat(trace("cat", "link").files())
        .filteredOn(use -> use.path().endsWith("/link"))
        .singleElement()
        .satisfies(
            use ->
                assertThat(use.resolved())
                    .contains(directory.toRealPath().resolve("a").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit-32", "exit-static", "exit"})
  void programsOfEveryKindHaveASnapshotWithoutTheirLoader(String program) {
    Run run = SANDBOX.run(Tracees.command(program, "3"));
    assertThat(TraceSnapshot.of(run.trace()).including("exit_group").text())
        .matches(
            "# process 1\n\\+{3} executes .* \\+{3}\n(\\[i386] )?exit_group\\(3\\) = \\?\n"
                + "\\+{3} exited with 3 \\+{3}\n");
    assertThat(TraceSnapshot.of(run.trace()).text()).doesNotContain("ld.so", "libc");
  }

  @Test
  void callsOf32BitsSayWhatTheyAre() {
    Run run = SANDBOX.run(Tracees.command("exit-32", "3"));
    assertThat(run.trace().toString()).contains("  [i386] exit_group(3)");
    assertThat(run.trace().text(TraceFormat.DEFAULT.withInterfaces(false)))
        .doesNotContain("[i386]");
  }

  @Test
  void theProcessesOfAPipelineAreATree() {
    TracedProcess root = trace("sh", "-c", "cat /dev/null | wc -c; exit 0").processes().get(0);
    assertThat(root.execs()).singleElement().extracting(Exec::path).isNotEqualTo("");
    assertThat(root.children())
        .extracting(TracedProcess::name)
        .containsExactlyInAnyOrder("cat", "wc");
    assertThat(root.toString())
        .matches(
            "\\d+ sh -c \"cat /dev/null \\| wc -c; exit 0\": exited with 0\n"
                + "├─ \\d+ cat /dev/null: exited with 0\n"
                + "└─ \\d+ wc -c: exited with 0\n");
  }

  @RepeatedTest(20) // children may be faster than the news of them
  void aTreeHasAllProcesses() {
    List<TracedProcess> roots = trace(Tracees.command("fork_tree", "2", "3")).processes();
    assertThat(roots).singleElement();
    assertThat(roots.get(0).toString().lines()).hasSize(1 + 3 + 9);
    assertThat(roots.get(0).children())
        .extracting(child -> child.exitCode().getAsInt())
        .containsExactly(120, 121, 122);
  }

  @Test
  void aProcessThatExecutesOftenIsOne() {
    Trace trace = SANDBOX.run(Tracees.command("exec_chain", "3")).trace();
    assertThat(trace.processes())
        .singleElement()
        .satisfies(process -> assertThat(process.execs()).hasSize(4));
  }

  @Test
  void aSocketHasPeers() {
    Path python = Path.of("/usr/bin/python3");
    Requirement.require(Files.isExecutable(python), "python3", "apt-get install python3");
    String program =
        """
        import socket
        server = socket.socket()
        server.bind(('127.0.0.1', 0))
        server.listen()
        port = server.getsockname()[1]
        client = socket.create_connection(('127.0.0.1', port))
        server.accept()
        path = socket.socket(socket.AF_UNIX)
        path.connect_ex('/none')
        datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        datagrams.sendto(b'x', ('127.0.0.2', 9))
        print(port)
        """;
    Run run = succeeded(SANDBOX.run(python.toString(), "-c", program));
    String port = run.stdoutText().trim();
    assertThat(run.trace().peers())
        .extracting(Peer::toString)
        .contains(
            "bind AF_INET 127.0.0.1 port 0",
            "listen AF_INET 127.0.0.1 port " + port,
            "connect AF_INET 127.0.0.1 port " + port,
            "connect AF_UNIX \"/none\": ENOENT",
            "send AF_INET 127.0.0.2 port 9")
        .anyMatch(peer -> peer.startsWith("accept AF_INET 127.0.0.1 port "));
  }

  @Test
  void theTableHasTheCounts() {
    Trace trace = trace("cat", "/dev/null");
    assertThat(trace.table().lines().toList())
        .hasSize(trace.counts().size() + 4)
        .anyMatch(line -> line.matches(" *[0-9.]+ +[0-9.]+ +\\d+ +\\d+ +(\\d+ )?openat"))
        .last()
        .asString()
        .matches("100.00 .* " + trace.calls().size() + " .*total");
  }

  @Test
  void theSnapshotIsTheSameInEachRunAndPlace() throws IOException {
    String script =
        "cp in copy; echo 'a b' > out; name=$(mktemp); cat out copy > \"$name\"; rm \"$name\" copy";
    Set<String> texts = new HashSet<>();
    for (String name : List.of("short", "a-much-longer-name")) {
      Path place = Files.createDirectories(directory.resolve(name));
      Files.writeString(place.resolve("in"), "text\n");
      Run run = SANDBOX.withDirectory(place).run("sh", "-c", script);
      texts.add(
          TraceSnapshot.of(succeeded(run).trace()).replacing(place.toRealPath(), "$PLACE").text());
    }
    assertThat(texts)
        .singleElement()
        .asString()
        .contains(
            "\"out\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3\n",
            "# process 2, started by 1\n",
            "# process 5, started by 1\n",
            "/$TMPNAME1\"");
  }
}
