package org.sandtrap.grade.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.grade.compile.FileFinding.Kind;
import org.sandtrap.limit.ByteSize;

/** What the check of a submission's files finds. */
@Timeout(120)
class SubmissionFilesTests {
  private static final SubmissionFiles ANY = SubmissionFiles.create();

  @TempDir Path directory;

  private void write(String... files) throws IOException {
    for (String file : files) {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "text\n");
    }
  }

  private List<String> check(SubmissionFiles files) {
    return files.check(directory).stream().map(one -> one.kind() + " " + one.sentence()).toList();
  }

  private static Arguments row(
      String files, UnaryOperator<SubmissionFiles> settings, String... findings) {
    return Arguments.of(files, settings.apply(ANY), List.of(findings));
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        row("", files -> files),
        row("main.c .hidden src/list.c", files -> files),
        row("main.c list.c", files -> files.require("main.c", "*.c").allow("*.c")),
        row("main.c", files -> files.require("main.c").allow("*.h")),
        row(
            "",
            files -> files.require("main.c", "src/*.c"),
            "MISSING main.c is missing. Hand it in.",
            "MISSING No file matches src/*.c. Hand in at least one."),
        row(
            "main.c/readme",
            files -> files.require("main.c"),
            "MISSING main.c is missing. What has this name is a directory."),
        row(
            "main.C",
            files -> files.require("main.c").allow("*.c"),
            "MISSPELT main.c is missing, but main.C is there: did you mean main.c? Rename it."),
        row(
            "src/main.c",
            files -> files.require("main.c"),
            "MISSPELT main.c is missing, but src/main.c is there: did you mean main.c? Rename it."),
        row(
            "one.c exercise2.c",
            files -> files.require("exercise1.c", "exercise2.c"),
            "MISSING exercise1.c is missing. Hand it in."),
        row(
            "notes.txt main.c list.h deep/a.c",
            files -> files.require("main.c").allow("*.c", "*.h"),
            "NOT_ALLOWED deep/a.c is not asked for. Only these files are: main.c, *.c, *.h.",
            "NOT_ALLOWED notes.txt is not asked for. Only these files are: main.c, *.c, *.h."),
        row(
            "main.c main.o sub/list.o .git/config .git/HEAD build/x",
            files -> files.allow("**").forbid("**.o", ".*", "build"),
            "FORBIDDEN .git is a directory that must not be handed in. Remove it.",
            "FORBIDDEN build is a directory that must not be handed in. Remove it.",
            "FORBIDDEN main.o is a file that must not be handed in. Remove it.",
            "FORBIDDEN sub/list.o is a file that must not be handed in. Remove it."),
        row(
            "main.c",
            files -> files.withMaxFile(ByteSize.ofBytes(4)),
            "TOO_LARGE main.c has 5 B. A file has at most 4 B."),
        row("main.c", files -> files.withMaxFile(ByteSize.ofBytes(5))),
        row(
            "a b c",
            files -> files.withMaxTotal(ByteSize.parse("14B")),
            "TOO_LARGE The submission has 15 B. All files together have at most 14 B."),
        row("a b c", files -> files.withMaxTotal(ByteSize.parse("15B"))),
        row(
            "a b c/d",
            files -> files.withMaxFiles(3).require("main.c").forbid("a"),
            "TOO_MANY The submission has more than 3 files and directories."),
        row("a b c/d", files -> files.withMaxFiles(4)),
        row(
            "a/b/c",
            files -> files.withMaxDepth(2),
            "TOO_DEEP a/b is a directory that is too deep: a path has at most 2 names."),
        row("a/b/c", files -> files.withMaxDepth(3)),
        row(
            "a\nb.c",
            files -> files.allow("main.c"),
            "NOT_ALLOWED a␊b.c is not asked for. Only these files are: main.c."));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyFaultHasItsSentence(String names, SubmissionFiles files, List<String> findings)
      throws IOException {
    write(names.isEmpty() ? new String[0] : names.split(" "));
    assertThat(check(files)).containsExactlyElementsOf(findings);
  }

  @ParameterizedTest
  @CsvSource({
    "main.c, main.cc, true",
    "main.c, mian.c, true",
    "main.c, mainn.cc, true",
    "main.c, MAIN.C, true",
    "main.c, mmainn.cc, false",
    "main.c, test.c, false",
    "Makefile, makefile, true",
    "Makefile, Makefile.txt, false",
    "exercise_one.c, exercise_two.c, false",
    "a.c, b.c, true",
    "a.c, b.h, false"
  })
  void aNameIsMisspeltWithinTwoEdits(String wanted, String found, boolean misspelt)
      throws IOException {
    write(found);
    assertThat(ANY.require(wanted).check(directory))
        .extracting(FileFinding::kind, FileFinding::file)
        .containsExactly(tuple(misspelt ? Kind.MISSPELT : Kind.MISSING, wanted));
  }

  @Test
  void programsAndNulBytesAreNoText() throws IOException {
    Files.write(directory.resolve("a.out"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
    Files.write(directory.resolve("utf16.c"), "a\nb".getBytes("UTF-16LE"));
    Files.write(directory.resolve("late.c"), late());
    Files.write(directory.resolve("latin1.c"), new byte[] {'a', (byte) 0xe4, '\n'});
    Files.write(directory.resolve("empty.c"), new byte[0]);
    assertThat(check(ANY))
        .containsExactly(
            "BINARY a.out is a compiled program. Hand in its source.",
            "BINARY late.c is no text: there is a NUL byte in line 3. Save it as text, such as"
                + " UTF-8.",
            "BINARY utf16.c is no text: there is a NUL byte in line 1. Save it as text, such as"
                + " UTF-8.");
    assertThat(check(ANY.allowBinary("*.c"))).hasSize(1);
    assertThat(check(ANY.allow("*.c").allowBinary("a.out", "utf16.*", "late.c"))).isEmpty();
  }

  /** A file of three lines, whose only NUL byte is its last and far behind the others. */
  private static byte[] late() {
    byte[] bytes = "x".repeat(200_000).getBytes();
    bytes[10] = '\n';
    bytes[150_000] = '\n';
    bytes[199_999] = 0;
    return bytes;
  }

  /** A file with holes takes no room on the disk, and must take no time either. */
  @Test
  void aHugeFileIsNotRead() throws IOException {
    for (String name : new String[] {"a", "b", "c"}) {
      try (RandomAccessFile file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
        file.setLength(1L << 40);
      }
    }
    assertThat(check(ANY))
        .containsExactly(
            "TOO_LARGE a has 1 TiB. A file has at most 1 MiB.",
            "TOO_LARGE b has 1 TiB. A file has at most 1 MiB.",
            "TOO_LARGE c has 1 TiB. A file has at most 1 MiB.",
            "TOO_LARGE The submission has 3 TiB. All files together have at most 16 MiB.");
  }

  @Test
  void linksAndWhatCouldBlockAreRefusedUnopened(@TempDir Path elsewhere) throws Exception {
    Files.writeString(elsewhere.resolve("answers"), "42\n");
    Files.createSymbolicLink(directory.resolve("answers"), elsewhere.resolve("answers"));
    Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(directory.resolve("loop"), directory);
    Files.createSymbolicLink(directory.resolve("main.c"), Path.of("/dev/zero"));
    Path fifo = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    Path socket = directory.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(check(ANY.require("main.c").allow("*")))
          .containsExactly(
              "NOT_REGULAR answers is a symbolic link. Hand in the file itself.",
              "NOT_REGULAR dangling is a symbolic link. Hand in the file itself.",
              "NOT_REGULAR loop is a symbolic link. Hand in the file itself.",
              "NOT_REGULAR main.c is a symbolic link. Hand in the file itself.",
              "NOT_REGULAR pipe is a FIFO. Hand in the file itself.",
              "NOT_REGULAR socket is a socket. Hand in the file itself.");
    }
  }

  @Test
  void aDeviceIsNoFile() throws IOException {
    assertThat(FileType.of(Path.of("/dev/null")))
        .isEqualTo(FileType.DEVICE)
        .hasToString("a device");
  }

  @Test
  void whatCannotBeReadIsAFinding() throws IOException {
    write("closed/a.c", "main.c");
    Path closed = directory.resolve("closed");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        directory.resolve("main.c"), PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(closed)).as("permissions bind this user").isFalse();
      assertThat(check(ANY.require("main.c")))
          .containsExactly(
              "UNREADABLE closed cannot be read. Make it readable: chmod u+rX.",
              "UNREADABLE main.c cannot be read. Make it readable: chmod u+rX.");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aSettingChangesACopy() throws IOException {
    write("a.o");
    SubmissionFiles forbidding = ANY.forbid("*.o");
    assertThat(check(ANY)).isEmpty();
    assertThat(check(forbidding)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | require: \"\" is no path in a submission. Expected a name or a glob relative to its"
            + " directory, such as \"main.c\", \"*.h\" or \"src/**.c\".",
        "/etc/x | require: \"/etc/x\" is no path in a submission. Expected a name or a glob"
            + " relative to its directory, such as \"main.c\", \"*.h\" or \"src/**.c\".",
        "../x | require: \"../x\" is no path in a submission. Expected a name or a glob relative"
            + " to its directory, such as \"main.c\", \"*.h\" or \"src/**.c\".",
        "*.{c | require: \"*.{c\" is no glob: Missing '}. Close what is open, or write a backslash"
            + " before a character that is meant itself."
      })
  void aBadPatternIsNamed(String glob, String message) {
    assertThatThrownBy(() -> ANY.require(glob))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void badSettingsAreRefusedWithTheRemedy() {
    assertThatThrownBy(() -> ANY.require("main.c").forbid("main.*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"main.c\" is required and forbidden. Take one of them away.");
    assertThatThrownBy(() -> ANY.withMaxFiles(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("withMaxFiles: 0 is too few. Expected 1 or more.");
    assertThatThrownBy(() -> ANY.withMaxDepth(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("withMaxDepth: -1 is too few. Expected 1 or more.");
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> ANY.check(nowhere))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The submission '"
                + nowhere
                + "' is no directory. Expected the directory of its"
                + " files.");
  }
}
