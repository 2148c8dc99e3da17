package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.trace.FileUse.Kind.CREATED;
import static org.sandtrap.trace.FileUse.Kind.DELETED;
import static org.sandtrap.trace.FileUse.Kind.EXECUTED;
import static org.sandtrap.trace.FileUse.Kind.LOOKED_FOR;
import static org.sandtrap.trace.FileUse.Kind.READ;
import static org.sandtrap.trace.FileUse.Kind.RENAMED;
import static org.sandtrap.trace.FileUse.Kind.WRITTEN;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Vocabulary;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.store.RawCapture;

/** What the calls of a program say about its use of files. */
class FileUseTests {
  private final TraceBuilder steps = new TraceBuilder().process(100);

  private Map<String, Set<FileUse.Kind>> uses() {
    return steps.trace().files().stream().collect(Collectors.toMap(FileUse::path, FileUse::kinds));
  }

  private void open(String path, String flags) {
    steps.call("openat", "AT_FDCWD", path, flags, 0644).returns(3);
  }

  @Test
  void whatIsOpenedForReadingIsRead() {
    open("/etc/passwd", "O_CLOEXEC");
    assertThat(uses()).isEqualTo(Map.of("/etc/passwd", Set.of(READ)));
  }

  @Test
  void whatIsOpenedForBothIsReadAndWritten() {
    open("/tmp/a", "O_RDWR");
    assertThat(uses()).isEqualTo(Map.of("/tmp/a", Set.of(READ, WRITTEN)));
  }

  @Test
  void theFileOfALocalSocketIsCreated() {
    steps
        .call("bind", 3, "\1\0a/../b\0rest", 12)
        .in("addr", RawCapture.Part.BASE, "/tmp".getBytes(StandardCharsets.UTF_8), 4)
        .returns(0)
        .call("bind", 3, "\1\0/tmp/c", 8)
        .fails(Errno.EADDRINUSE)
        .call("bind", 3, "\1\0\0name", 7)
        .returns(0)
        .call("bind", 3, "\1\0", 2)
        .returns(0)
        .call("bind", 3, "\2\0\0\120\177\0\0\1........", 16)
        .returns(0);
    assertThat(uses()).isEqualTo(Map.of("/tmp/b", Set.of(CREATED), "/tmp/c", Set.of(LOOKED_FOR)));
  }

  @Test
  void aRelativePathBeginsAtItsDirectory() {
    steps.call("openat", 5, "../c/./d//e", "O_RDONLY").base("/a/b").resultLink("/x/e").returns(3);
    assertThat(steps.trace().files())
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.path()).isEqualTo("/a/c/d/e");
              assertThat(use.resolved()).contains("/x/e");
            });
  }

  @Test
  void aPathWhoseDirectoryIsNotKnownStaysRelative() {
    open("../a/../b", "O_RDONLY");
    assertThat(uses()).containsOnlyKeys("../b");
  }

  @Test
  void dotsDoNotLeadAboveTheRoot() {
    open("/../../a/..", "O_RDONLY");
    assertThat(uses()).containsOnlyKeys("/");
  }

  @Test
  void onlyWhatIsKnownToBeMissingOrExclusiveIsCreated() {
    open("/a", "O_WRONLY|O_CREAT|O_TRUNC");
    open("/b", "O_WRONLY|O_CREAT|O_EXCL");
    steps.call("stat", "/c", 0).fails(Errno.ENOENT);
    open("/c", "O_WRONLY|O_CREAT");
    steps.call("stat", "/d", 0).fails(Errno.ENOENT);
    open("/d", "O_RDONLY");
    open("/d", "O_WRONLY|O_CREAT");
    assertThat(uses())
        .isEqualTo(
            Map.of(
                "/a", Set.of(WRITTEN),
                "/b", Set.of(WRITTEN, CREATED),
                "/c", Set.of(WRITTEN, CREATED),
                "/d", Set.of(READ, WRITTEN)));
  }

  @Test
  void whatWasRemovedIsCreatedAnew() {
    steps.call("unlink", "/a").returns(0);
    open("/a", "O_WRONLY|O_CREAT");
    assertThat(uses()).isEqualTo(Map.of("/a", Set.of(DELETED, CREATED, WRITTEN)));
  }

  @Test
  void whatWasRenamedIsAway() {
    steps.call("rename", "/a", "/b").returns(0);
    open("/a", "O_WRONLY|O_CREAT");
    open("/b", "O_WRONLY|O_CREAT");
    assertThat(uses())
        .isEqualTo(Map.of("/a", Set.of(RENAMED, CREATED, WRITTEN), "/b", Set.of(RENAMED, WRITTEN)));
  }

  @Test
  void whatIsExchangedIsThere() {
    steps
        .call("renameat2", "AT_FDCWD", "a", "AT_FDCWD", "b", "RENAME_EXCHANGE")
        .base("oldpath", "/x")
        .base("newpath", "/y")
        .returns(0);
    open("/x/a", "O_WRONLY|O_CREAT");
    assertThat(uses()).isEqualTo(Map.of("/x/a", Set.of(RENAMED, WRITTEN), "/y/b", Set.of(RENAMED)));
  }

  @Test
  void whatFailsWasLookedFor() {
    steps
        .call("openat", "AT_FDCWD", "/a", "O_WRONLY|O_CREAT", 0644)
        .fails(Errno.EACCES)
        .call("unlink", "/b")
        .fails(Errno.ENOENT)
        .call("execve", "/c")
        .fails(Errno.ENOENT)
        .call("openat", "AT_FDCWD", "/fifo", "O_RDONLY")
        .unfinished();
    assertThat(uses())
        .hasSize(4)
        .allSatisfy((path, kinds) -> assertThat(kinds).containsExactly(LOOKED_FOR));
  }

  @Test
  void whatIsReadWasNotOnlyLookedFor() {
    steps.call("stat", "/a", 0).returns(0);
    open("/a", "O_RDONLY");
    steps.call("stat", "/b", 0).returns(0);
    assertThat(uses()).isEqualTo(Map.of("/a", Set.of(READ), "/b", Set.of(LOOKED_FOR)));
  }

  @Test
  void anExecThatNeverReturnsExecutesTheScriptAndItsInterpreter() {
    steps.call("execve", "/a/script").unfinished().exec("/bin/dash", "script");
    assertThat(uses())
        .isEqualTo(Map.of("/a/script", Set.of(EXECUTED), "/bin/dash", Set.of(EXECUTED)));
  }

  @Test
  void aDescriptorThatWasInheritedIsAUse() {
    steps
        .call("write", 1, 0x1000, 3)
        .link("fd", "/var/log/a")
        .returns(3)
        .call("read", 0, 0x1000, 3)
        .link("fd", "pipe:[5]")
        .returns(3)
        .call("read", 4, 0x1000, 3)
        .link("fd", "/tmp/b (deleted)")
        .returns(3)
        .call("write", 5, 0x1000, 3)
        .link("fd", "/var/log/c")
        .fails(Errno.EBADF);
    assertThat(uses()).isEqualTo(Map.of("/var/log/a", Set.of(WRITTEN)));
  }

  @Test
  void aFileThatIsReadThroughALinkIsOne() {
    steps
        .call("openat", "AT_FDCWD", "/link", "O_RDWR")
        .resultLink("/target")
        .returns(3)
        .call("ftruncate", 3, 0)
        .link("fd", "/target")
        .returns(0);
    assertThat(uses()).containsOnlyKeys("/link");
  }

  @Test
  void anEmptyPathIsTheDescriptorBeforeIt() {
    steps
        .call("newfstatat", 3, "", 0, "AT_EMPTY_PATH")
        .base("/etc/looked")
        .returns(0)
        .call("fchownat", 3, "", 0, 0, "AT_EMPTY_PATH")
        .base("/etc/changed")
        .returns(0)
        .call("unlinkat", 3, "", 0)
        .base("/etc/not")
        .fails(Errno.ENOENT);
    assertThat(uses()).isEqualTo(Map.of("/etc/changed", Set.of(WRITTEN)));
  }

  @Test
  void theFlagsOfOpenat2AreInMemory() {
    long flags =
        Constants.value(Abi.X86_64, "O_WRONLY").orElseThrow()
            | Constants.value(Abi.X86_64, "O_CREAT").orElseThrow()
            | Constants.value(Abi.X86_64, "O_EXCL").orElseThrow();
    byte[] how = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(0, flags).array();
    steps
        .call("openat2", "AT_FDCWD", "/a", 0, 24)
        .in("how", RawCapture.Part.BYTES, how, 24)
        .returns(3)
        .call("openat2", "AT_FDCWD", "/unread", 0x1000, 24)
        .returns(3);
    assertThat(uses())
        .isEqualTo(Map.of("/a", Set.of(WRITTEN, CREATED), "/unread", Set.of(LOOKED_FOR)));
  }

  @Test
  void aFileWithoutANameIsNone() {
    open("/tmp", "O_TMPFILE|O_RDWR");
    open("/etc", "O_PATH");
    assertThat(uses()).isEqualTo(Map.of("/tmp", Set.of(LOOKED_FOR), "/etc", Set.of(LOOKED_FOR)));
  }

  @Test
  void directoriesLinksAndNodesAreCreated() {
    steps
        .call("mkdir", "/d", 0755)
        .returns(0)
        .call("mkdirat", "AT_FDCWD", "/e", 0755)
        .fails(Errno.EEXIST)
        .call("symlink", "/target", "/s")
        .returns(0)
        .call("link", "/old", "/new")
        .returns(0)
        .call("mknodat", "AT_FDCWD", "/n", "S_IFIFO", 0)
        .returns(0)
        .call("unlinkat", "AT_FDCWD", "/d", "AT_REMOVEDIR")
        .returns(0);
    assertThat(uses())
        .isEqualTo(
            Map.of(
                "/d", Set.of(CREATED, DELETED),
                "/e", Set.of(LOOKED_FOR),
                "/s", Set.of(CREATED),
                "/old", Set.of(LOOKED_FOR),
                "/new", Set.of(CREATED),
                "/n", Set.of(CREATED)));
  }

  @Test
  void attributesAreWritten() {
    steps
        .call("chmod", "/a", 0600)
        .returns(0)
        .call("truncate", "/b", 0)
        .returns(0)
        .call("utimensat", "AT_FDCWD", "/c", 0, 0)
        .returns(0);
    assertThat(uses().values()).hasSize(3).containsOnly(Set.of(WRITTEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "creat"})
  void callsOf32BitsAreKnown(String call) {
    steps.through(Abi.I386).call(call, "/a", "open".equals(call) ? 0x241 : 0644).returns(3);
    assertThat(uses()).isEqualTo(Map.of("/a", Set.of(WRITTEN)));
  }

  @Test
  void bytesThatAreNoTextDoNoHarm() {
    steps
        .call("stat", 0x1000, 0)
        .in("pathname", RawCapture.Part.STRING, new byte[] {'/', -1, '\n', 0x1b}, 4)
        .returns(0);
    FileUse use = steps.trace().files().get(0);
    assertThat(use.path()).isEqualTo("/\ufffd\n\u001b");
    assertThat(use).hasToString("\"/\\357\\277\\275\\n\\33\" looked for");
  }

  @Test
  void everyRowIsOfACallWithThisArgument() {
    assertThat(FileUseTable.calls())
        .isNotEmpty()
        .allSatisfy(
            call -> {
              assertThat(Vocabulary.find("sys:" + call).or(() -> Vocabulary.find(call)))
                  .isPresent();
              FileUseTable.of(call).forEach(row -> assertThat(hasArgument(call, row)).isTrue());
            });
  }

  private static boolean hasArgument(String call, FileUseTable.Row row) {
    return Set.of(Abi.X86_64, Abi.I386, Abi.AARCH64).stream()
        .flatMap(abi -> Signature.of(abi, call).stream())
        .allMatch(signature -> signature.argument(row.argument()).isPresent());
  }
}
