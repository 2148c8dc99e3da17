package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.RawCalls;
import org.sandtrap.testing.Tracees;

/** What path rules open and close, call by call. */
class FileIsolationTests {
  private static final long OK = 0;
  private static final long EACCES = -13;
  private static final long EXDEV = -18;
  private static final int CWD = -100;
  private static final int O_PATH = 0x200000;
  private static final int O_CREAT_WRONLY = 0x41;
  private static final int O_TRUNC = 0x200;

  /** What the programs of the tests are loaded from. */
  private static final String[] LIBRARIES = {"/usr", "/lib?", "/lib64?", "/etc/ld.so.cache?"};

  @TempDir private Path temporary;
  private Path in;
  private Path out;

  @BeforeAll
  static void needsLandlock() {
    Landlock.require();
  }

  @BeforeEach
  void makeFiles() throws IOException {
    Path base = temporary.toRealPath();
    in = Files.createDirectories(base.resolve("in/more")).getParent();
    out = Files.createDirectories(base.resolve("out/more")).getParent();
    for (Path tree : Stream.of(in, out).toList()) {
      Files.writeString(tree.resolve("file"), "content\n");
      Files.copy(Tracees.path("nothing"), tree.resolve("program"));
    }
  }

  private Sandbox reading() {
    return Landlocked.sandbox().withReadable(LIBRARIES).withReadable(in);
  }

  private Sandbox writing() {
    return Landlocked.sandbox().withWritable(in);
  }

  private static String at(Path path) {
    return "=" + path;
  }

  private static RawCalls openat(Object directory, Object path, int flags) {
    return RawCalls.none().call("openat", directory, path, flags, 0600);
  }

  private static void check(Sandbox sandbox, RawCalls calls, Long... results) {
    assertThat(calls.results(sandbox)).containsExactly(results);
  }

  @Test
  void filesAreReadInsideOnly() {
    check(reading(), openat(CWD, at(in.resolve("file")), 0), 3L);
    check(reading(), openat(CWD, at(out.resolve("file")), 0), EACCES);
    check(reading(), openat(CWD, at(out.resolve("file")), 2), EACCES);
  }

  @Test
  void directoriesAreListedInsideOnly() {
    check(reading(), openat(CWD, at(in), 0), 3L);
    check(reading(), openat(CWD, at(in.resolve("more")), 0), 3L);
    check(reading(), openat(CWD, at(out), 0), EACCES);
    check(reading(), openat(CWD, at(in.getParent()), 0), EACCES);
  }

  @Test
  void aFileCanBeAllowedWithoutItsDirectory() {
    Sandbox one = Landlocked.sandbox().withReadable(LIBRARIES).withReadable(out.resolve("file"));
    check(one, openat(CWD, at(out.resolve("file")), 0), 3L);
    check(one, openat(CWD, at(out), 0), EACCES);
    check(one, openat(CWD, at(out.resolve("program")), 0), EACCES);
  }

  @Test
  void whatIsReadableIsNotClosedForWriting() {
    check(reading(), openat(CWD, at(out.resolve("new")), O_CREAT_WRONLY), 3L);
    check(
        reading(),
        RawCalls.none().call("renameat", CWD, at(out.resolve("file")), CWD, at(out.resolve("b"))),
        OK);
    check(
        reading(),
        RawCalls.none().call("renameat", CWD, at(out.resolve("b")), CWD, at(out.resolve("more/c"))),
        OK);
  }

  /** Else what may not be read could be moved to where it may. */
  @Test
  void nothingIsMovedOrLinkedToWhereItBecomesReadable() {
    check(
        reading(),
        RawCalls.none()
            .call("renameat", CWD, at(out.resolve("file")), CWD, at(in.resolve("moved")))
            .call("linkat", CWD, at(out.resolve("file")), CWD, at(in.resolve("linked")), 0),
        EXDEV,
        EXDEV);
  }

  @Test
  void filesAreWrittenCreatedAndCutInsideOnly() throws IOException {
    for (Path tree : Stream.of(in, out).toList()) {
      boolean inside = tree.equals(in);
      Long denied = inside ? null : EACCES;
      check(
          writing(),
          RawCalls.none()
              .call("openat", CWD, at(tree.resolve("new")), O_CREAT_WRONLY, 0600)
              .call("openat", CWD, at(tree.resolve("file")), 1)
              .call("truncate", at(tree.resolve("file")), 2)
              .call("openat", CWD, at(tree.resolve("program")), O_TRUNC),
          inside ? 3L : denied,
          inside ? 4L : denied,
          inside ? OK : denied,
          inside ? 5L : denied);
    }
    assertThat(out.resolve("file")).content().isEqualTo("content\n");
    assertThat(out.resolve("program")).isNotEmptyFile();
    assertThat(in.resolve("file")).content().isEqualTo("co");
  }

  @Test
  void whatIsWritableIsNotClosedForReading() {
    check(writing(), openat(CWD, at(out.resolve("file")), 0), 3L);
  }

  @Test
  void namesAreMadeAndRemovedInsideOnly() {
    for (Path tree : Stream.of(in, out).toList()) {
      Long result = tree.equals(in) ? OK : EACCES;
      check(
          writing(),
          RawCalls.none()
              .call("mkdirat", CWD, at(tree.resolve("d")), 0700)
              .call("unlinkat", CWD, at(tree.resolve("more")), 0x200)
              .call("symlinkat", "=file", CWD, at(tree.resolve("s")))
              .call("mknodat", CWD, at(tree.resolve("fifo")), 0010600, 0)
              .call("mknodat", CWD, at(tree.resolve("socket")), 0140600, 0)
              .call("linkat", CWD, at(tree.resolve("file")), CWD, at(tree.resolve("l")), 0)
              .call("renameat", CWD, at(tree.resolve("file")), CWD, at(tree.resolve("r")))
              .call("unlinkat", CWD, at(tree.resolve("program")), 0),
          Stream.generate(() -> result).limit(8).toArray(Long[]::new));
    }
  }

  @Test
  void devicesAreNotMadeAnywhere() {
    check(
        writing(),
        RawCalls.none()
            .call("mknodat", CWD, at(in.resolve("null")), 0020600, 0x103)
            .call("mknodat", CWD, at(in.resolve("disk")), 0060600, 0x800),
        EACCES,
        EACCES);
  }

  @Test
  void filesAreMovedBetweenTreesThatAreOpenAndNotOut() throws IOException {
    Landlock.require(2);
    Path second = Files.createDirectory(in.resolveSibling("second"));
    Sandbox both = writing().withWritable(second);
    check(
        both,
        RawCalls.none()
            .call("linkat", CWD, at(in.resolve("file")), CWD, at(second.resolve("l")), 0)
            .call("renameat", CWD, at(in.resolve("file")), CWD, at(second.resolve("r")))
            .call("renameat", CWD, at(second.resolve("r")), CWD, at(in.resolve("more/r")))
            .call("renameat", CWD, at(in.resolve("more/r")), CWD, at(out.resolve("r")))
            .call("linkat", CWD, at(in.resolve("more/r")), CWD, at(out.resolve("r")), 0)
            .call("renameat", CWD, at(out.resolve("file")), CWD, at(in.resolve("got"))),
        OK,
        OK,
        OK,
        EACCES,
        EACCES,
        EACCES);
  }

  @Test
  void attributesAreChangedInsideOnly() {
    for (Path tree : Stream.of(in, out).toList()) {
      Long result = tree.equals(in) ? OK : EACCES;
      check(
          writing(),
          RawCalls.none()
              .call("fchmodat", CWD, at(tree.resolve("file")), 0640)
              .call("utimensat", CWD, at(tree.resolve("file")), 0, 0)
              .call("fchownat", CWD, at(tree.resolve("file")), -1, -1, 0)
              .call("openat", CWD, at(tree.resolve("file")), 0)
              .call("fchmod", "@", 0600),
          result,
          result,
          result,
          3L,
          result);
    }
  }

  @Test
  void programsAreExecutedInsideOnly() {
    Sandbox sandbox = Landlocked.sandbox().withExecutable("/bin/sh").withExecutable(in);
    Run inside = succeeded(sandbox.run("sh", "-c", in.resolve("program").toString()));
    assertThat(inside.stderrText()).isEmpty();
    Run outside = sandbox.run("sh", "-c", out.resolve("program").toString());
    assertThat(outside.exitCode()).hasValue(126);
    assertThat(outside.stderrText()).contains("Permission denied");
  }

  @Test
  void theProgramItselfNeedsNoRule() {
    Sandbox closed = Landlocked.sandbox().withExecutable("{private}").withReadable("{private}");
    succeeded(closed.run(Tracees.path("nothing").toString()));
    succeeded(closed.withReadable(LIBRARIES).run(Tracees.command("echo_args", "a")));
  }

  @Test
  void theInterpretersOfAScriptNeedNoRule() throws IOException {
    Path script = out.resolve("script");
    Files.writeString(script, "#!/bin/sh\necho fine\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Sandbox closed = Landlocked.sandbox().withExecutable("{private}").withReadable(LIBRARIES);
    assertThat(succeeded(closed.run(script.toString())).stdoutText()).isEqualTo("fine\n");
  }

  @Test
  void thePrivateDirectoryIsOpen() {
    Run run =
        succeeded(
            writing()
                .withReadable(LIBRARIES)
                .run("sh", "-c", "cd $TMPDIR && echo a > b && mkdir d && mv b d/ && cat d/b"));
    assertThat(run.stdoutText()).isEqualTo("a\n");
  }

  @Test
  void inThePrivateDirectoryProgramsAreExecutedOnlyWhereARuleSaysSo() {
    Sandbox sandbox = Landlocked.sandbox().withExecutable("/bin/sh", "/usr/bin/cp");
    String script = "cp " + in.resolve("program") + " $TMPDIR/p && $TMPDIR/p";
    assertThat(sandbox.run("sh", "-c", script).exitCode()).hasValue(126);
    succeeded(sandbox.withExecutable("{private}").run("sh", "-c", script));
    succeeded(Landlocked.sandbox().withWritable(in).run("sh", "-c", script));
  }

  @Test
  void harmlessDevicesAreOpen() {
    Sandbox closed = reading().withWritable("{private}");
    check(
        closed,
        RawCalls.none()
            .call("openat", CWD, "=/dev/null", 2)
            .call("openat", CWD, "=/dev/zero", 0)
            .call("openat", CWD, "=/dev/urandom", 0)
            .call("openat", CWD, "=/dev/random", 0x800)
            .call("openat", CWD, "=/dev/zero", 1),
        3L,
        4L,
        5L,
        6L,
        EACCES);
  }

  @Test
  void standardStreamsCanBeOpenedOnceMore() throws IOException {
    Sandbox closed = Landlocked.sandbox().withReadable(LIBRARIES).withWritable("{private}");
    Run read = succeeded(closed.withStdin(out.resolve("file")).run("cat", "/dev/stdin"));
    assertThat(read.stdoutText()).isEqualTo("content\n");
    Path written = out.resolve("written");
    succeeded(closed.withStdout(Output.toFile(written)).run("sh", "-c", "echo a > /dev/stdout"));
    assertThat(written).content().isEqualTo("a\n");
  }

  @Test
  void noOtherNameLeadsOut() throws IOException {
    Files.createSymbolicLink(in.resolve("link"), out.resolve("file"));
    Files.createSymbolicLink(in.resolve("tree"), out);
    check(
        reading().withReadable("/proc"),
        RawCalls.none()
            .call("openat", CWD, at(in.resolve("link")), 0)
            .call("openat", CWD, at(in.resolve("tree/file")), 0)
            .call("openat", CWD, "=" + in + "/../out/file", 0)
            .call("openat", CWD, "=/proc/self/root" + out + "/file", 0)
            .call("openat", CWD, "=/proc/thread-self/root" + out + "/file", 0)
            .call("openat", CWD, at(in), 0)
            .call("openat", "@", "=../out/file", 0)
            .call("openat", CWD, at(out), O_PATH)
            .call("openat", "@", "=file", 0),
        EACCES,
        EACCES,
        EACCES,
        EACCES,
        EACCES,
        3L,
        EACCES,
        4L,
        EACCES);
  }

  @Test
  void whatWasOpenedForItsPathOnlyIsNotOpenedOnceMore() {
    check(
        reading().withReadable("/proc"),
        RawCalls.none()
            .call("openat", CWD, at(out.resolve("file")), O_PATH)
            .call("openat", CWD, "=/proc/self/fd/3", 0)
            .call("openat", CWD, at(in.resolve("file")), O_PATH)
            .call("openat", CWD, "=/proc/self/fd/4", 0),
        3L,
        EACCES,
        4L,
        5L);
  }

  @Test
  void aDescriptorForReadingIsNotOpenedOnceMoreForWriting() {
    check(
        writing(),
        RawCalls.none()
            .call("openat", CWD, at(out.resolve("file")), 0)
            .call("openat", CWD, "=/proc/self/fd/3", 1)
            .call("ftruncate", 3, 0),
        3L,
        EACCES,
        -22L);
  }

  @Test
  void aHardLinkThatIsThereCountsByItsOwnPlace() throws IOException {
    Files.createLink(in.resolve("hard"), out.resolve("file"));
    check(reading(), openat(CWD, at(in.resolve("hard")), 0), 3L);
  }

  @Test
  void rulesFollowLinksWhenTheRunBegins() throws IOException {
    Files.createSymbolicLink(in.resolveSibling("name"), in);
    Sandbox byLink = Landlocked.sandbox().withWritable(in.resolveSibling("name"));
    check(
        byLink,
        RawCalls.none()
            .call("openat", CWD, at(in.resolveSibling("name").resolve("file")), 1)
            .call("fchmodat", CWD, at(in.resolveSibling("name").resolve("file")), 0640)
            .call("fchmodat", CWD, at(in.resolve("file")), 0640),
        3L,
        OK,
        OK);
  }

  @Test
  void localSocketsAreReachedInsideOnly() {
    for (Path tree : Stream.of(in, out).toList()) {
      byte[] name = tree.resolve("s").toString().getBytes(StandardCharsets.UTF_8);
      String address = "%0100" + HexFormat.of().formatHex(name) + "00";
      int length = 3 + name.length;
      RawCalls listening =
          RawCalls.none()
              .call("socket", 1, 1, 0)
              .call("bind", 3, address, length)
              .call("listen", 3, 5)
              .call("accept4", 3, 0, 0, 0);
      RawCalls connecting =
          RawCalls.none().call("socket", 1, 1, 0).call("connect", 3, address, length);
      try (RunningProgram server = listening.start(Sandbox.create())) {
        server.awaitOutput("3\n0\n0\n");
        check(writing(), connecting, 3L, tree.equals(in) ? OK : EACCES);
      }
    }
  }

  @Test
  void aTerminalCanBeOpenedOnceMore() {
    Sandbox closed = Sandbox.create().withReadable(LIBRARIES).withWritable("{private}");
    String script = "stty size < /dev/tty; stty size < $(tty); echo a > $(tty)";
    Run run = succeeded(closed.withTerminal(80, 24).run("sh", "-c", script));
    assertThat(run.stdoutLines()).containsExactly("24 80", "24 80", "a");
  }
}
