package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;

/**
 * The names and kinds in the table of signatures are those that other sources have: strace(1), the
 * kernel's own prototypes, the manual. What is known to differ, and why, is in {@code
 * argument-differences.tsv}.
 */
class ArgumentSourcesTests {
  private static final Abi ABI =
      System.getProperty("os.arch").equals("aarch64") ? Abi.AARCH64 : Abi.X86_64;
  private static final String REFUSED = "-1 EDOM ";

  private static final String SCRIPT =
      """
      import os, socket, select, signal, subprocess, tempfile, mmap
      with tempfile.TemporaryDirectory() as name:
          path = os.path.join(name, 'file')
          open(path, 'w').write('words')
          os.link(path, path + '2'); os.symlink('file', path + '3'); os.readlink(path + '3')
          os.chmod(path, 0o600); os.utime(path, (1, 2)); os.truncate(path, 2); os.rename(path, path + '4')
          os.sync(); os.statvfs(name); os.listdir(name); os.access(name, os.R_OK)
          with open(path + '4', 'r+b') as file:
              os.fsync(file.fileno()); mmap.mmap(file.fileno(), 2).close()
      a, b = socket.socketpair(); a.send(b'x'); b.recv(1); a.shutdown(socket.SHUT_RDWR)
      s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
      s.bind(('127.0.0.1', 0)); s.listen(1)
      c = socket.create_connection(s.getsockname()); d, _ = s.accept(); c.sendall(b'x'); d.recv(2)
      e = select.epoll(); e.register(d.fileno()); e.poll(0); select.select([], [], [], 0)
      signal.signal(signal.SIGUSR1, lambda *any: None); os.kill(os.getpid(), signal.SIGUSR1)
      subprocess.run(['true'])
      """;

  @TempDir Path directory;

  private static Optional<Signature> ours(String call) {
    return Signature.of(ABI, call);
  }

  private Path strace(List<String> options, String... command)
      throws IOException, InterruptedException {
    Requirement.require(isStraceUsable(), "A strace(1) that may trace", "apt-get install strace");
    Path log = Files.createTempFile(directory, "strace", ".log");
    List<String> words = new ArrayList<>(List.of("strace", "-f", "-o", log.toString()));
    words.addAll(options);
    words.addAll(List.of(command));
    Path work = Files.createTempDirectory(directory, "work");
    Files.writeString(work.resolve("a.c"), "int main(void) { return 0; }\n");
    ProcessBuilder builder = new ProcessBuilder(words).directory(work.toFile());
    builder.environment().put("LC_ALL", "C");
    Process process =
        builder
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
    return log;
  }

  private static boolean isStraceUsable() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<StraceCall> calls(Path log) throws IOException {
    return StraceOutput.calls(log).stream()
        .flatMap(line -> StraceCall.of(line).stream())
        .filter(call -> !call.name().startsWith("syscall_"))
        .toList();
  }

  /** Every call that strace knows, with the values that show what it takes them for. */
  private ArgumentComparison everyCall(Function<String, Optional<Signature>> table)
      throws IOException, InterruptedException {
    String program = Tracees.path("every_call").toString();
    ArgumentComparison comparison = new ArgumentComparison(table);
    calls(strace(List.of("-y"), program)).stream()
        .filter(call -> call.result().startsWith(REFUSED))
        .forEach(comparison::add);
    calls(strace(List.of("-e", "raw=all"), program)).stream()
        .filter(call -> call.result().startsWith(REFUSED))
        .forEach(comparison::addRaw);
    return comparison;
  }

  private static Set<String> unknown(Collection<ArgumentDifference> found) {
    Set<ArgumentDifference> known = ArgumentDifference.known();
    Set<String> unknown = new TreeSet<>();
    found.stream().filter(one -> !known.contains(one)).forEach(one -> unknown.add(one.toString()));
    return unknown;
  }

  @Test
  void everyCallHasTheArgumentsThatStraceSees() throws IOException, InterruptedException {
    ArgumentComparison comparison = everyCall(ArgumentSourcesTests::ours);
    assertThat(comparison.calls()).hasSizeGreaterThan(250);
    assertThat(unknown(comparison.differences()))
        .as("what strace takes for something else")
        .isEmpty();
    assertThat(unknown(comparison.omissions())).as("what strace takes for less").isEmpty();
  }

  @Test
  void programsShowTheSameArguments() throws IOException, InterruptedException {
    ArgumentComparison comparison = new ArgumentComparison(ArgumentSourcesTests::ours);
    for (String[] command :
        new String[][] {
          Tracees.command("many_calls"),
          Tracees.command("threads"),
          Tracees.command("signals"),
          Tracees.command("packets"),
          {"ls", "-l", "/usr/share"},
          {"gcc", "-c", "a.c"},
          {"python3", "-c", SCRIPT},
          {"tar", "-cf", "a.tar", "a.c"},
          {"cp", "-a", "a.c", "b.c"},
          {"git", "--version"},
          {"sort", "a.c"},
          {"sh", "-c", "mkdir d && cat a.c | sort > d/a; cd d; mv a b; rm b; umask 077; exit 3"},
        }) {
      calls(strace(List.of("-y"), command)).forEach(comparison::add);
    }
    assertThat(comparison.calls()).hasSizeGreaterThan(120);
    assertThat(unknown(comparison.differences())).isEmpty();
  }

  /** Where the option is: strace 6.1 does not have it yet. */
  @Test
  void everyArgumentHasTheNameThatStraceGives() throws IOException, InterruptedException {
    Path log = strace(List.of("--argument-names"), "cat", "a.c");
    Requirement.prefer(
        Files.size(log) > 0, "A strace(1) with --argument-names", "take a newer one than 6.1");
    List<String> others = new ArrayList<>();
    for (StraceCall call : calls(log)) {
      List<Argument> arguments = ours(call.name()).orElseThrow().arguments();
      for (int i = 0; i < call.arguments().size(); i++) {
        String name = call.arguments().get(i).split("=", 2)[0];
        if (i >= arguments.size() || !arguments.get(i).name().equals(name)) {
          others.add(call.name() + " " + name);
        }
      }
    }
    assertThat(others).isEmpty();
  }

  @Test
  void theKernelsPrototypesHaveTheSameArguments() throws IOException {
    Requirement.prefer(
        Files.isReadable(KernelFormats.PLACE.resolve("sys_enter_openat/format")),
        "A readable tracefs",
        "mount -t tracefs nodev /sys/kernel/tracing");
    assertThat(unknown(KernelFormats.differences(KernelFormats.PLACE, ArgumentSourcesTests::ours)))
        .isEmpty();
  }

  @Test
  void theManualHasTheSameNames() throws IOException {
    Requirement.prefer(
        Files.isReadable(ManualPages.PLACE.resolve("openat.2.gz")),
        "The manual's section 2",
        "apt-get install manpages-dev, where documentation is not left out");
    ManualPages pages = ManualPages.in(ManualPages.PLACE);
    assertThat(pages.calls()).hasSizeGreaterThan(250);
    assertThat(unknown(pages.differences(ArgumentSourcesTests::ours))).isEmpty();
  }

  /** Known differences are of calls and arguments that there are. */
  @Test
  void whatIsKnownIsThere() {
    assertThat(ArgumentDifference.known())
        .allMatch(
            one ->
                Stream.of(Abi.X86_64, Abi.AARCH64)
                    .flatMap(abi -> Signature.of(abi, one.call()).stream())
                    .anyMatch(
                        signature ->
                            one.argument().equals("-")
                                || signature.argument(one.argument()).isPresent()));
  }

  /** A table that says wrong things is found out. */
  @Test
  void whatIsWrongIsFound() throws IOException, InterruptedException {
    ArgumentComparison comparison = everyCall(ArgumentSourcesTests::wrong);
    assertThat(unknown(comparison.differences()))
        .contains(
            "strace\topenat\tpathname\ta descriptor",
            "strace\topenat\tdirfd\ta text",
            "strace\tread\tcount\ta number without a sign",
            "strace\tclose\t-\ttakes 1")
        .hasSizeLessThan(10);
    assertThat(unknown(comparison.omissions()))
        .contains(
            "strace\topenat\tpathname\tnot a text",
            "strace\topenat\tdirfd\tnot a descriptor",
            "strace\tread\tbuf\tnot a text",
            "strace\tkill\tpid\tnot names");
  }

  private static Optional<Signature> wrong(String call) {
    return switch (call) {
      case "openat" -> made(call, "pathname:PATH dirfd:DIRFD flags:FLAGS mode:MODE");
      case "read" -> made(call, "fd:FD buf:STRING count:INT");
      case "close" -> made(call, "fd:FD flags:FLAGS");
      case "kill" -> made(call, "pid:SIGNAL sig:SIGNAL");
      default -> ours(call);
    };
  }

  private static Optional<Signature> made(String call, String words) {
    List<Argument> arguments = new ArrayList<>();
    for (String word : words.split(" ")) {
      String[] parts = word.split(":");
      ArgumentKind kind = ArgumentKind.valueOf(parts[1]);
      arguments.add(new Argument(parts[0], arguments.size(), kind, Optional.empty()));
    }
    return Optional.of(new Signature(call, Set.of(), arguments));
  }

  @Test
  void aFormatThatDiffersIsFound() {
    String format =
        """
        \tfield:int __syscall_nr;\toffset:8;\tsize:4;\tsigned:1;
        \tfield:unsigned int fd;\toffset:16;\tsize:8;\tsigned:0;
        \tfield:char * buf;\toffset:24;\tsize:8;\tsigned:0;
        \tfield:size_t count;\toffset:32;\tsize:8;\tsigned:0;
        """;
    assertThat(KernelFormats.differences(ours("read").orElseThrow(), format)).isEmpty();
    assertThat(KernelFormats.differences(ours("write").orElseThrow(), format)).isEmpty();
    assertThat(KernelFormats.differences(ours("kill").orElseThrow(), format))
        .extracting(ArgumentDifference::toString)
        .containsExactly(
            "kernel\tkill\tpid\ta descriptor",
            "kernel\tkill\tsig\ta pointer",
            "kernel\tkill\t-\ttakes 3");
  }

  @Test
  void aLineIsTakenApart() {
    assertThat(
            StraceCall.of(
                "a(3</a,b>, \"c, \\\"d)\", {e=[1, 2], f=1<<G}, 0x1 /* H, I */, J|1<<K) = -1 L (m)"))
        .contains(
            new StraceCall(
                "a",
                List.of(
                    "3</a,b>", "\"c, \\\"d)\"", "{e=[1, 2], f=1<<G}", "0x1 /* H, I */", "J|1<<K"),
                "-1 L (m)"));
    assertThat(StraceCall.of("getpid() = 3")).contains(new StraceCall("getpid", List.of(), "3"));
    assertThat(StraceCall.of("exit_group(0)     = ?")).isPresent();
    assertThat(StraceCall.of("read(3, ")).isEmpty();
    assertThat(StraceCall.of("+++ exited +++")).isEmpty();
  }
}
