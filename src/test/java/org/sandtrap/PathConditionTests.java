package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.testing.OtherRoot;
import org.sandtrap.testing.OuterFilter;
import org.sandtrap.testing.RawCalls;

/** What rules on paths do to programs. */
class PathConditionTests {
  /** No call of these tests fails so by itself. */
  private static final String ERROR = "EXFULL";

  private static final long DENIED = -54;
  private static final int AT_FDCWD = -100;
  private static final int O_NOFOLLOW = 0x20000;
  private static final int O_PATH = 0x200000;

  @TempDir Path directory;

  private Path secret;
  private Path open;

  @BeforeEach
  void makeFiles() throws IOException {
    directory = directory.toRealPath();
    secret = Files.createDirectory(directory.resolve("secret"));
    open = Files.createDirectory(directory.resolve("open"));
    Files.writeString(secret.resolve("file"), "secret");
    Files.writeString(open.resolve("file"), "open");
    Files.createSymbolicLink(open.resolve("link"), secret.resolve("file"));
    Files.createSymbolicLink(open.resolve("dir"), Path.of("../secret"));
  }

  private Sandbox denying(String... rules) {
    return Sandbox.create().deny(rules).withOnDenied(ERROR).withDirectory(open);
  }

  private String rule(String word) {
    return word + "(path=" + secret + "/**)";
  }

  private List<Long> opened(String... paths) {
    RawCalls calls = RawCalls.none();
    for (String path : paths) {
      calls.call("openat", AT_FDCWD, "=" + path, 0);
    }
    return calls.results(denying(rule("open")));
  }

  @Test
  void aFileBelowADirectoryIsDeniedAndOthersAreNot() {
    List<Long> results = opened(secret + "/file", open + "/file", secret + "/none", "file");
    assertThat(results.get(0)).isEqualTo(DENIED);
    assertThat(results.get(1)).isNotNegative();
    assertThat(results.get(2)).isEqualTo(DENIED);
    assertThat(results.get(3)).isNotNegative();
  }

  @Test
  void noOtherNameOfItHelps() {
    Path root = directory.getRoot().relativize(secret);
    assertThat(
            opened(
                open + "/link",
                open + "/dir/file",
                "dir/file",
                "../secret/file",
                "./../secret/./file",
                "../secret//file",
                secret + "/../open/link",
                secret + "/../open/dir/../secret/file",
                "/proc/self/root/" + root + "/file",
                "/proc/thread-self/root/" + root + "/file",
                "/proc/self/cwd/../secret/file",
                "/proc/self/cwd/link",
                "//proc/./self/../self/root" + secret + "/file"))
        .containsOnly(DENIED);
  }

  @Test
  void aDescriptorOfADirectoryIsWhereAPathBegins() {
    List<Long> results =
        RawCalls.none()
            .call("openat", AT_FDCWD, "=" + secret, O_PATH)
            .call("openat", "@", "=file", 0)
            .call("openat", 3, "=../open/file", 0)
            .call("openat", 3, "=/proc/self/fd/3/file", 0)
            .call("openat", 3, "=/dev/fd/3/file", 0)
            .call("openat2", 3, "=file", "#0,0,0", 24)
            .call("openat2", 3, "=/file", "#0,0,0x10", 24)
            .call("openat2", 3, "=../../file", "#0,0,0x10", 24)
            .call("openat2", AT_FDCWD, "=file", "#0,0,0", 24)
            .results(denying(rule("open")));
    assertThat(results.get(0)).isEqualTo(3);
    assertThat(results.get(2)).isNotNegative();
    assertThat(results.subList(3, 8)).containsOnly(DENIED);
    assertThat(results.get(1)).isEqualTo(DENIED);
    assertThat(results.get(8)).isNotNegative();
  }

  /** The kernel says so of a file that has lost its name; others may really be called so. */
  @Test
  void aNameThatEndsAsThatOfADeletedFileIsNoOther() throws IOException {
    Path other = Files.createDirectory(directory.resolve("secret (deleted)"));
    Files.writeString(other.resolve("file"), "other");
    List<Long> results =
        RawCalls.none()
            .call("chdir", "=" + other)
            .call("unlink", "=file")
            .call("openat", AT_FDCWD, "=" + secret + "/gone", 0x42, 0600)
            .call("unlink", "=" + secret + "/gone")
            .call("ftruncate", 3, 0)
            .results(
                denying(rule("truncate"), "unlink(path=" + Rule.quoted(other.toString()) + "/**)"));
    assertThat(results).containsExactly(0L, DENIED, 3L, 0L, DENIED);
  }

  /** Such a call fails by itself. */
  @Test
  void aCallThatCannotMeanAnyFileIsNotDenied() throws IOException {
    Files.createSymbolicLink(open.resolve("loop"), Path.of("loop"));
    List<Long> results =
        RawCalls.none()
            .call("openat", AT_FDCWD, "=loop", 0)
            .call("openat", 99, "=file", 0)
            .call("ftruncate", 99, 0)
            .call("openat", AT_FDCWD, "=" + secret + "/../open/loop", O_NOFOLLOW)
            .results(denying(rule("open"), rule("truncate")));
    assertThat(results).containsExactly(-40L, -9L, -9L, -40L);
  }

  @Test
  void aDescriptorThatWasOpenedBeforeIsNotOpenedAgain() {
    List<Long> results =
        RawCalls.none()
            .call("openat", AT_FDCWD, "=" + secret + "/file", O_PATH)
            .call("openat", AT_FDCWD, "=/proc/self/fd/3", 0)
            .call("fchmod", 3, 0644)
            .call("execveat", 3, "=", "#0", "#0", 0x1000)
            .results(
                denying(
                    rule("exec"), rule("chmod"), "open(path=" + secret + "/file,flags!&O_PATH)"));
    assertThat(results).containsExactly(3L, DENIED, DENIED, DENIED);
  }

  @Test
  void aLinkIsFollowedWhereTheCallFollowsIt() {
    List<Long> results =
        RawCalls.none()
            .call("openat", AT_FDCWD, "=link", O_PATH | O_NOFOLLOW)
            .call("openat", AT_FDCWD, "=link", O_PATH)
            .call("newfstatat", AT_FDCWD, "=link", "#0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0", 0x100)
            .call("newfstatat", AT_FDCWD, "=link", "#0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0", 0)
            .call("readlinkat", AT_FDCWD, "=link", "#0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0", 99)
            .call("readlinkat", AT_FDCWD, "=dir/file", "#0,0", 9)
            .call("unlinkat", AT_FDCWD, "=dir/", 0)
            .call("unlinkat", AT_FDCWD, "=link", 0)
            .results(denying(rule("open"), rule("stat"), rule("readlink"), rule("unlink")));
    assertThat(results.get(0)).isNotNegative();
    assertThat(results.get(1)).isEqualTo(DENIED);
    assertThat(results.get(2)).isZero();
    assertThat(results.get(3)).isEqualTo(DENIED);
    assertThat(results.get(4)).isPositive();
    assertThat(results.get(5)).isEqualTo(DENIED);
    assertThat(results.get(6)).isNegative().isNotEqualTo(DENIED); // the directory itself
    assertThat(results.get(7)).isZero();
    assertThat(open.resolve("link")).doesNotExist();
  }

  @Test
  void ofTwoPathsEitherIsEnoughToDeny() {
    List<Long> results =
        RawCalls.none()
            .call("renameat2", AT_FDCWD, "=" + secret + "/file", AT_FDCWD, "=got", 0)
            .call("renameat2", AT_FDCWD, "=file", AT_FDCWD, "=dir/file", 0)
            .call("linkat", AT_FDCWD, "=" + secret + "/file", AT_FDCWD, "=got", 0)
            .call("linkat", AT_FDCWD, "=link", AT_FDCWD, "=got", 0x400)
            .call("renameat2", AT_FDCWD, "=file", AT_FDCWD, "=got", 0)
            .results(denying(rule("rename"), rule("link")));
    assertThat(results).containsExactly(DENIED, DENIED, DENIED, DENIED, 0L);
    assertThat(secret.resolve("file")).hasContent("secret");
  }

  @Test
  void bothPathsMustMatchToBeAllowed() {
    Sandbox allowing =
        Sandbox.create()
            .withPolicy("compute")
            .allow("rename(path=" + open + "/**)")
            .withOnDenied(ERROR)
            .withDirectory(open);
    List<Long> results =
        RawCalls.none()
            .call("renameat2", AT_FDCWD, "=file", AT_FDCWD, "=../got", 0)
            .call("renameat2", AT_FDCWD, "=file", AT_FDCWD, "=dir/got", 0)
            .call("renameat2", AT_FDCWD, "=dir/file", AT_FDCWD, "=got", 0)
            .call("renameat2", AT_FDCWD, "=file", AT_FDCWD, "=got", 0)
            .results(allowing);
    assertThat(results).containsExactly(DENIED, DENIED, DENIED, 0L);
  }

  /** Every argument that is a path is asked for, in every call that has one. */
  @Test
  void everyCallWithAPathIsCovered() {
    OuterFilter.assumeNone();
    Abi abi = System.getProperty("os.arch").equals("aarch64") ? Abi.AARCH64 : Abi.X86_64;
    RawCalls calls = RawCalls.none();
    List<String> rules = new ArrayList<>();
    List<String> made = new ArrayList<>();
    for (String name : SyscallTable.of(abi).names()) {
      Optional<Signature> signature = Signature.of(abi, name);
      for (Argument path : signature.map(Signature::arguments).orElse(List.of())) {
        if (path.kind() == ArgumentKind.PATH) {
          rules.add("sys:" + name + "(path=" + secret + "/**)");
          calls.call(name, arguments(signature.get(), path));
          made.add(name);
        }
      }
    }
    List<Long> results = calls.results(denying(rules.toArray(String[]::new)));
    for (int i = 0; i < made.size(); i++) {
      assertThat(results.get(i)).as(made.get(i)).isEqualTo(DENIED);
    }
    assertThat(made).hasSizeGreaterThan(60);
  }

  private Object[] arguments(Signature signature, Argument denied) {
    return signature.arguments().stream()
        .map(
            argument ->
                switch (argument.kind()) {
                  case PATH -> "=" + (argument.equals(denied) ? secret : open) + "/file";
                  case STRUCT -> "#0,0,0,0";
                  case DIRFD -> AT_FDCWD;
                  default -> 0;
                })
        .toArray();
  }

  @Test
  void anUnequalSignMeansEverythingElse() {
    List<Long> results =
        RawCalls.none()
            .call("unlinkat", AT_FDCWD, "=dir/file", 0)
            .call("unlinkat", AT_FDCWD, "=/etc/none", 0)
            .call("unlinkat", AT_FDCWD, "=file", 0)
            .results(denying("unlink(path!=" + open + "/**|/run/none)"));
    assertThat(results).containsExactly(DENIED, DENIED, 0L);
  }

  @Test
  void whatIsNoTextIsDenied() {
    List<Long> results =
        RawCalls.none()
            .call("openat", AT_FDCWD, 16, 0)
            .call("openat", AT_FDCWD, 0, 0)
            .call("openat", AT_FDCWD, "=" + "x/".repeat(3000), 0)
            .results(denying(rule("open")));
    assertThat(results).containsExactly(DENIED, -14L, DENIED);
  }

  @Test
  void anotherRootHidesNothing() throws IOException {
    OtherRoot.require();
    Files.createSymbolicLink(open.resolve("absolute"), Path.of("/file"));
    List<Long> results =
        RawCalls.none()
            .call("openat", AT_FDCWD, "=" + directory, O_PATH)
            .call("chroot", "=" + open)
            .call("openat", AT_FDCWD, "=/file", 0)
            .call("openat", AT_FDCWD, "=/absolute", 0)
            .call("openat", AT_FDCWD, "=/../../file", 0)
            .call("openat", 3, "=secret/file", 0)
            .call("openat", AT_FDCWD, "=.", O_PATH)
            .call("fchdir", 3)
            .call("chroot", "=secret")
            .call("openat", AT_FDCWD, "=/file", 0)
            .results(denying(rule("open")));
    assertThat(results.subList(0, 5)).allMatch(result -> result >= 0);
    assertThat(results.get(5)).isEqualTo(DENIED); // outside of its root
    assertThat(results.get(8)).isZero();
    assertThat(results.get(9)).isEqualTo(DENIED);
  }

  /** Where nobody may look, everything is denied. */
  @Test
  void aProgramThatServesMemoryItselfOpensNothing() {
    OuterFilter.assumeNone();
    List<Long> results =
        RawCalls.none()
            .call("openat", AT_FDCWD, "=file", 0)
            .call("userfaultfd", 1)
            .call("openat", AT_FDCWD, "=file", 0)
            .results(denying(rule("open")));
    assertThat(results.get(0)).isNotNegative();
    assertThat(results.get(2)).isEqualTo(DENIED);
  }

  @Test
  void anExecutedProgramIsNamedByItsPath() throws IOException {
    Path copy = Files.copy(Path.of("/bin/true"), secret.resolve("true"));
    Run run =
        denying(rule("exec")).run("sh", "-c", copy + "; ../secret/true; /bin/true && echo ran");
    assertThat(run.deniedCalls())
        .extracting(DeniedCall::target)
        .isNotEmpty()
        .containsOnly(Optional.of(copy.toString()));
    assertThat(run.stdoutText()).isEqualTo("ran\n");
  }

  @Test
  void theMessageHasThePathThatDecided() {
    Run run = Sandbox.create().deny(rule("open")).run("cat", open + "/link");
    assertThat(run.verdict()).isEqualTo(Verdict.FORBIDDEN);
    DeniedCall call = ((Cause.Forbidden) run.cause()).call();
    assertThat(call.target()).contains(secret + "/file");
    assertThat(run.summary())
        .contains("pathname=\"" + open + "/link\"")
        .contains(" on \"" + secret + "/file\", which the rule 'deny " + rule("open") + "'");
  }

  @Test
  void aQuietRuleStopsAndListsNothing() {
    Sandbox sandbox = denying(rule("open"));
    Sandbox quiet = sandbox.withPolicy(sandbox.policy().onDenied(Reaction.parse(ERROR).quietly()));
    Run run = RawCalls.none().call("openat", AT_FDCWD, "=link", 0).run(quiet);
    assertThat(run.stdoutText()).isEqualTo(DENIED + "\n");
    assertThat(run.deniedCallCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a b", "é", "a,b|c)d", "*"})
  void aNameMayBeHostile(String name) throws IOException {
    Path file = Files.writeString(secret.resolve(name), "");
    String escaped = name.replaceAll("[,|)*]", "\\\\$0");
    Files.createSymbolicLink(open.resolve("to"), file);
    assertThat(
            RawCalls.none()
                .call("openat", AT_FDCWD, "=to", 0)
                .call("openat", AT_FDCWD, "=" + file, 0)
                .results(denying("open(path=" + secret + "/" + escaped + "|/none)")))
        .containsOnly(DENIED);
  }

  @Test
  void aNameThatIsNoTextIsStillBelowItsDirectory() {
    List<Long> results =
        RawCalls.none()
            .call("mkdirat", AT_FDCWD, "%" + hex(open + "/") + "ff80" + "00", 0700)
            .call("symlinkat", "=../../secret", AT_FDCWD, "%" + hex(open + "/") + "ff802f6c" + "00")
            .call("openat", AT_FDCWD, "%" + hex(open + "/") + "ff802f6c2f66696c65" + "00", 0)
            .results(denying(rule("open")));
    assertThat(results).containsExactly(0L, 0L, DENIED);
  }

  private static String hex(String text) {
    return java.util.HexFormat.of()
        .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
