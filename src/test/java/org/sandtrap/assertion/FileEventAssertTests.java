package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.Traced.python;
import static org.sandtrap.assertion.Traced.traced;
import static org.sandtrap.assertion.Traced.tracedIn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Trace;

/** What programs do to files is told by the checks on their traces. */
class FileEventAssertTests {
  private static final String[] SYSTEM = {"/usr", "/lib", "/lib64", "/etc", "/proc", "/dev"};

  @TempDir Path directory;
  private String a;
  private String b;

  @BeforeEach
  void makeAFile() throws IOException {
    a = Files.writeString(directory.resolve("a"), "some text\n").toString();
    b = directory.resolve("b").toString();
  }

  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }

  @Test
  void aCopyOpensReadsAndWrites() {
    Trace trace = traced("cp", a, b);
    assertThat(trace)
        .opened(a)
        .opened(b)
        .opened(directory + "/{a,b}")
        .read(a)
        .wrote(b)
        .openedOnlyBelow(directory.toString(), SYSTEM)
        .wroteOnlyBelow(directory.toString())
        .wroteOnlyBelow(b)
        .didNotOpen("/home/**")
        .createdNothingBelow("/home", "/etc")
        .deletedNothing();
    fails(() -> assertThat(trace).opened("/etc/shadow"), "to open /etc/shadow, but it opened ");
    fails(() -> assertThat(trace).read(b), "to read " + b + ", but it read ");
    fails(() -> assertThat(trace).wrote(a), "to write " + a + ", but it wrote " + b);
    fails(() -> assertThat(trace).didNotOpen(a), "not to open " + a + ", but it opened " + a);
    fails(
        () -> assertThat(trace).wroteOnlyBelow("/var/none", "/home"),
        "to write only files below /var/none or /home, but it wrote " + b);
    fails(
        () -> assertThat(trace).openedOnlyBelow("/usr", "/lib", "/lib64", "/etc", "/proc"),
        "but it opened " + directory,
        "\n-> openat(");
    fails(() -> assertThat(trace).createdNothingBelow(directory.toString()), "but it created " + b);
    fails(() -> assertThat(trace).createdNothing(), "to create nothing, but it created " + b);
  }

  @Test
  void whatIsOnlyReadChangesNothing() {
    Trace trace = traced("cat", a);
    assertThat(trace).createdNothing().deletedNothing().wroteOnlyBelow("/nowhere").read(a);
    fails(() -> assertThat(trace).wrote(a), "to write " + a + ", but it wrote nothing");
    fails(() -> assertThat(trace).deleted(a), "to delete " + a + ", but it deleted nothing");
  }

  @Test
  void aRelativeNameBeginsWhereTheProgramIs() {
    Trace trace = tracedIn(directory, "sh", "-c", "mkdir y; cat ./y/../a > b");
    assertThat(trace).opened(a).wrote(b);
    assertThat(tracedIn(directory, "sh", "-c", "mkdir x; cd x; cat ../a > ../c"))
        .opened(a)
        .wrote(directory + "/c")
        .openedOnlyBelow(directory.toString(), SYSTEM);
    fails(() -> assertThat(trace).opened("a"), "but it opened ");
  }

  @Test
  void aSymbolicLinkLeadsOut() throws IOException {
    Path inside = Files.createDirectory(directory.resolve("inside"));
    Path link = Files.createSymbolicLink(inside.resolve("link"), Path.of(a));
    Trace trace = traced("cat", link.toString());
    assertThat(trace).opened(link.toString()).opened(a).read(a);
    fails(
        () -> assertThat(trace).openedOnlyBelow(inside.toString(), SYSTEM),
        "but it opened " + link + ", which is " + a);
    fails(() -> assertThat(trace).didNotOpen(a), "but it opened " + link + ", which is " + a);
  }

  @Test
  void aDirectoryMayBeNamedThroughALink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
    assertThat(traced("cat", link + "/a")).openedOnlyBelow(link.toString(), SYSTEM);
  }

  @Test
  void aRenameIsNoDeletionButMakesAName() {
    Trace trace = traced("mv", a, b);
    assertThat(trace).renamed(a, b).renamed(directory + "/*", "/**/b").deletedNothing();
    fails(() -> assertThat(trace).renamed(b, a), "to rename " + b + " to " + a, a + " to " + b);
    fails(() -> assertThat(trace).createdNothing(), "but it created " + b, "-> rename");
    fails(() -> assertThat(traced("cat", b)).renamed(a, b), "but it renamed nothing");
  }

  @Test
  void filesAndDirectoriesAreDeleted() throws IOException {
    Path child = Files.createDirectory(directory.resolve("child"));
    Trace trace = traced("rm", "-r", a, child.toString());
    assertThat(trace).deleted(a).deleted(child.toString()).createdNothing();
    fails(() -> assertThat(trace).deletedNothing(), "it deleted " + a + ", and once more such");
    fails(() -> assertThat(trace).deleted(b), "but it deleted " + a + ", " + child);
  }

  @Test
  void linksDirectoriesAndFifosAreCreated() {
    for (String call : new String[] {"ln -s x b", "ln a b", "mkdir b", "mkfifo b", "touch b"}) {
      Trace trace = tracedIn(directory, "sh", "-c", call);
      fails(() -> assertThat(trace).createdNothing(), "it created " + b);
      fails(() -> assertThat(trace).createdNothingBelow(directory.toString()), "it created " + b);
      assertThat(trace).createdNothingBelow("/usr");
      tracedIn(directory, "rm", "-rf", "b");
    }
  }

  @Test
  void aLocalSocketIsCreated() {
    Trace trace =
        python(directory, "import socket; socket.socket(socket.AF_UNIX).bind('" + b + "')");
    fails(() -> assertThat(trace).createdNothing(), "it created " + b, "-> bind(");
  }

  @Test
  void nothingIsCreatedInNullDevices() {
    assertThat(traced("sh", "-c", "echo > /dev/null")).createdNothing().wrote("/dev/null");
  }

  @Test
  void filesAreWrittenInManyWays() {
    String set = "import os; fd = os.open('a', os.O_RDWR); ";
    for (String call :
        new String[] {
          "os.pwrite(fd, b'x', 0)",
          "os.writev(fd, [b'x', b'y'])",
          "os.ftruncate(fd, 3)",
          "os.truncate('a', 3)",
          "os.posix_fallocate(fd, 0, 100)",
          "os.sendfile(fd, os.open('/etc/passwd', os.O_RDONLY), 0, 10)",
          "os.copy_file_range(os.open('b', os.O_RDONLY), fd, 5)"
        }) {
      tracedIn(directory, "cp", "a", "b");
      Trace trace = python(directory, set + call);
      assertThat(trace).wrote(a).wroteOnlyBelow(directory.toString());
      fails(() -> assertThat(trace).wroteOnlyBelow("/usr"), "it wrote " + a);
    }
  }

  @Test
  void aSharedMappingAndATruncationMayChangeAFile() {
    Trace mapped =
        python(directory, "import mmap, os; mmap.mmap(os.open('a', os.O_RDWR), 10)[0:1] = b'x'");
    fails(() -> assertThat(mapped).wroteOnlyBelow("/usr"), "it wrote " + a, "-> mmap(");
    fails(() -> assertThat(mapped).wrote(a), "but it wrote nothing");
    Trace emptied = tracedIn(directory, "sh", "-c", ": > a");
    fails(() -> assertThat(emptied).wroteOnlyBelow("/usr"), "it wrote " + a, "-> open");
  }

  @Test
  void pipesAndMemoryAreNoFiles() {
    assertThat(traced("sh", "-c", "echo a | cat")).wroteOnlyBelow("/nowhere");
    assertThat(python(directory, "import os; os.write(os.memfd_create('/usr'), b'x')"))
        .wroteOnlyBelow("/nowhere");
  }

  @Test
  void namesOfFilesCannotActOnATerminal() throws IOException {
    Path evil = Files.writeString(directory.resolve("\u001b[2Jx\n-> y"), "x");
    Trace trace = traced("rm", evil.toString());
    assertThat(trace).deleted("/**/?\\[2Jx?-> y");
    assertThatThrownBy(() -> assertThat(trace).deletedNothing())
        .hasMessageContaining("it deleted " + directory + "/\u241b[2Jx\u240a-> y")
        .hasMessageContaining("\\33[2Jx\\n-> y")
        .message()
        .doesNotContain("\u001b");
  }

  @Test
  void withoutADirectoryOrAPathNothingIsChecked() {
    Trace trace = traced("true");
    assertThatThrownBy(() -> assertThat(trace).openedOnlyBelow(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assertThat(trace).opened("/tmp/["))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDirectoryMayBeADescriptor() {
    Trace trace =
        python(
            directory,
            "import os; d = os.open('.', os.O_RDONLY); os.chdir('/');"
                + " f = os.open('a', os.O_RDWR, dir_fd=d); os.write(f, b'x');"
                + " os.rename('a', 'c', src_dir_fd=d, dst_dir_fd=d);"
                + " os.mkdir('m', dir_fd=d); os.rmdir('m', dir_fd=d)");
    assertThat(trace)
        .opened(a)
        .wrote(a)
        .renamed(a, directory + "/c")
        .deleted(directory + "/m")
        .wroteOnlyBelow(directory.toString());
    fails(() -> assertThat(trace).createdNothingBelow(directory.toString()), "it created ");
  }

  @Test
  void whatIsRefusedIsNotDone() {
    Trace trace =
        Traced.run(Sandbox.create().withTrace().deny("unlink").withOnDenied("EPERM"), "rm", "-f", a)
            .trace();
    assertThat(trace).deletedNothing().madeCalls("unlink");
  }

  @Test
  void theOtherInterfaceIsUnderstoodAsWell() {
    String program = Tracees.path("cat-32").toString();
    assertThat(traced(program)).opened("/**/libc.so.6").read("/**/libc*").closedAllItOpened();
  }
}
