package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.SocketAddress;

/** Conditions on paths, addresses and ports: how they are read, and what they mean. */
class TargetConditionTests {
  private static final Syscall OPENAT = new Syscall(Abi.X86_64, 257);
  private static final int ASK = 0x7ff0_0008;
  private static final int ALLOW = 0x7fff_0000;

  @TempDir Path directory;

  private record Paths(Seen<String> paths) implements Look {
    @Override
    public Seen<SocketAddress> addresses() {
      throw new AssertionError("nothing asks for an address");
    }

    @Override
    public Seen<NamedProcess> processes() {
      throw new AssertionError("nothing asks for a process");
    }

    private static Paths of(String... forms) {
      return new Paths(new Seen<>(true, List.of(forms)));
    }
  }

  private static CallDecision decision(Policy policy, Look look) {
    return new CallDecider(policy, Limits.unlimited()).decide(OPENAT, new long[6], 77, false, look);
  }

  private static boolean denied(Policy policy, Look look) {
    return decision(policy, look).kind() == CallDecision.Kind.DENIED;
  }

  private static Policy denying(String... rules) {
    return Policy.none().closer(List.of(), List.of(rules));
  }

  private static Policy allowing(String... rules) {
    return Policy.none().closer(List.of(rules), List.of());
  }

  @Test
  void aDenialNeedsOneFormAnAllowanceAll() {
    for (Look look : List.of(Paths.of("/a/x", "/b/x"), Paths.of("/b/x", "/a/x"))) {
      assertThat(denied(denying("open(path=/a/**)"), look)).isTrue();
      assertThat(denied(allowing("open(path=/a/**)"), look)).isTrue();
      assertThat(denied(allowing("open(path=/a/**|/b/**)"), look)).isFalse();
    }
    assertThat(denied(denying("open(path=/a/**)"), Paths.of("/b/x"))).isFalse();
    assertThat(denied(denying("open(path!=/a/**)"), Paths.of("/a/x", "/b/x"))).isTrue();
    assertThat(denied(allowing("open(path!=/a/**)"), Paths.of("/a/x", "/b/x"))).isTrue();
  }

  @Test
  void whatStaysHiddenIsDeniedAndNotAllowed() {
    assertThat(denied(denying("open(path=/a/**)"), Look.NOTHING)).isTrue();
    assertThat(denied(denying("open(path!=/a/**)"), Look.NOTHING)).isTrue();
    assertThat(denied(allowing("open(path=/a/**)"), Look.NOTHING)).isTrue();
    assertThat(denied(allowing("open(path=/a/**)"), Paths.of())).isFalse();
  }

  @Test
  void whatDecidedIsTold() {
    Look look = Paths.of("/b/x", "/a/x");
    assertThat(decision(denying("open(path=/b/**)"), look).target()).contains("/b/x");
    assertThat(decision(denying("open(path=/a/**)"), look).target()).contains("/a/x");
    assertThat(decision(allowing("open(path=/c/**)"), look).target()).contains("/a/x");
    assertThat(decision(denying("mkdir"), look).target()).isEmpty();
    Policy both = Policy.none().closer(List.of("open"), List.of("open(path=/c/**)"));
    assertThat(decision(both, look).target()).as("of what may be made").contains("/a/x");
  }

  @Test
  void oneWithAConditionBeatsOneWithout() {
    Policy policy = Policy.none().closer(List.of("open(path=/a/**)"), List.of("open"));
    assertThat(denied(policy, Paths.of("/a/x"))).isFalse();
    assertThat(denied(policy, Paths.of("/b/x"))).isTrue();
    Policy closer = denying("open(path=/a/**)").closer(List.of("openat"), List.of());
    assertThat(denied(closer, Paths.of("/a/x"))).isFalse();
  }

  private static int answer(Policy policy, int number, long... arguments) {
    byte[] program = CallFilter.of("amd64", Limits.unlimited(), policy, false).program();
    long[] six = java.util.Arrays.copyOf(arguments, 6);
    return new BpfMachine(program).run(Abi.X86_64.auditArch(), number, six).answer();
  }

  @Test
  void onlyWhatItIsAboutStops() {
    Policy policy = denying("open(path=/a/**,flags&O_WRONLY)", "send(address=::1)");
    assertThat(answer(policy, 257, -100, 0, 1)).isEqualTo(ASK);
    assertThat(answer(policy, 257, -100, 0, 0)).isEqualTo(ALLOW);
    assertThat(answer(policy, 87)).isEqualTo(ALLOW);
    assertThat(answer(policy, 44, 3, 0, 0, 0, 0, 0)).isEqualTo(ALLOW); // sendto
    assertThat(answer(policy, 44, 3, 0, 0, 0, 16, 0)).isEqualTo(ASK);
    Policy quiet = policy.onDenied(Reaction.parse("EACCES").quietly());
    assertThat(answer(quiet, 257, -100, 0, 1)).isEqualTo(ASK);
  }

  private static List<RuledCall> members(CompiledRule rule, String call) {
    return rule.members(Abi.X86_64).stream().filter(one -> one.call().equals(call)).toList();
  }

  @Test
  void aCallWithoutAPathIsDeniedAndNotAllowedButNotMeantByAClass() {
    CompiledRule denied = CompiledRule.of(Rule.deny("open(path=/a/**)"));
    assertThat(members(denied, "open_by_handle_at"))
        .singleElement()
        .satisfies(one -> assertThat(one.isConditional()).isFalse());
    CompiledRule allowed = CompiledRule.of(Rule.allow("open(path=/a/**)"));
    assertThat(members(allowed, "open_by_handle_at")).isEmpty();
    assertThat(members(CompiledRule.of(Rule.deny("%file(path=/a/**)")), "getcwd")).isEmpty();
    assertThat(members(CompiledRule.of(Rule.deny("%file(path=/a/**)")), "unlink")).hasSize(1);
    assertThat(members(CompiledRule.of(Rule.deny("truncate(path=/a/**)")), "ftruncate"))
        .singleElement()
        .satisfies(one -> assertThat(one.needsStop()).isTrue());
  }

  @Test
  void symbolicLinksInAPatternAreFollowed() throws IOException {
    Path real = Files.createDirectory(directory.toRealPath().resolve("real,1"));
    Path link = Files.createSymbolicLink(directory.toRealPath().resolve("link"), real);
    PathPattern pattern = PathPattern.of(link + "/*/x");
    assertThat(pattern).accepts(link + "/a/x", real + "/a/x").rejects(real + "/x");
    assertThat(PathPattern.of("/proc/self/**").followed()).isEmpty();
    assertThat(PathPattern.of("/dev/stdin").followed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a,b", "/a|b", "/a)b", "/a*", "/a?", "/[a]", "/{a}", "/a\\b", "/a "})
  void aQuotedPathMeansItself(String path) {
    Policy policy = denying("open(path=" + Rule.quoted(path) + ")");
    assertThat(denied(policy, Paths.of(path))).isTrue();
    assertThat(denied(policy, Paths.of(path + "x"))).isFalse();
    assertThat(denied(policy, Paths.of("/b"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '"',
      value = {
        "open(path=etc)^11^'etc' is no absolute path such as /etc/**: a program may change its"
            + " directory, so that a path begins with /, or with {tempDir} in an annotation",
        "open(path=/a|~/x)^14^'~/x' is no absolute path such as /etc/**: only a shell replaces ~;"
            + " write the directory itself",
        "open(path={tempDir}/x)^11^'{tempDir}/x' is no absolute path such as /etc/**: what"
            + " annotations replace, such as {tempDir}, is not replaced here; write the directory"
            + " itself",
        "open(path=/tmp/)^11^no path matches '/tmp/', for it has '/'; expected one without double"
            + " slashes, . and .., and without a slash at its end; what is below a directory is"
            + " /tmp/**",
        "open(path=/a//b)^11^no path matches '/a//b', for it has '//'; expected one without double"
            + " slashes, . and .., and without a slash at its end; what is below a directory is"
            + " /tmp/**",
        "open(path=/a/[bc])^14^found '[', which is no wildcard in a rule; expected *, ** or ?, |"
            + " between alternatives, or '\\[' for the character itself",
        "open(path&/a)^6^a path is compared with = or !=, not with &",
        "open(path=)^11^found ')', expected a path such as /etc/**, or an address such as"
            + " 127.0.0.0/8",
        "fork(path=/a)^6^no call of 'fork' names a path",
        "accept(address=::1)^8^no call of 'accept' goes to an address, as bind, connect and send"
            + " do",
        "connect(address=localhost)^17^'localhost' is no address; expected one such as 127.0.0.1"
            + " or ::1, a network such as 127.0.0.0/8, or a local socket such as /run/** or"
            + " @name; names of hosts are not looked up",
        "connect(address=127.0.0.1:80)^17^'127.0.0.1:80' is no address; expected one such as"
            + " 127.0.0.1 or ::1, a network such as 127.0.0.0/8, or a local socket such as /run/**"
            + " or @name; its port is a condition of its own, port=80",
        "connect(port=http)^14^'http' is no port; expected a number from 0 to 65535",
        "connect(port=70000)^14^'70000' is no port; expected a number from 0 to 65535",
        "connect(port&1)^9^a port is a number, and has no flags",
      })
  void whatMakesNoSenseIsSaidWithItsColumn(String text, int column, String problem) {
    assertThatThrownBy(() -> CompiledRule.of(Rule.deny(text)))
        .isInstanceOf(RuleException.class)
        .hasMessage("'%s' is no rule: at column %d, %s.", text, column, problem);
  }
}
