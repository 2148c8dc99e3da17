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
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Errno;

/** Policies in files, and those that come along. */
class PolicyTextTests {
  @TempDir Path directory;

  @Test
  void aFileHasRulesOnOneLevelThatKnowWhereTheyStand() throws IOException {
    Path file = directory.resolve("strict.policy");
    Files.writeString(
        file,
        "# strict\n\ndeny fork  # no children\nallow  open(flags & O_CREAT)\non-denied EACCES\n");
    Policy policy = Policy.named(file.toString());
    assertThat(policy.levels()).hasSize(1);
    assertThat(policy.levels().get(0))
        .containsExactly(
            Rule.deny("fork").from(file + ":3"),
            Rule.allow("open(flags & O_CREAT)").from(file + ":4"));
    assertThat(policy.reaction()).isEqualTo(Reaction.of(Errno.EACCES));
  }

  @Test
  void aPresetCanBeIncluded() {
    Policy policy = PolicyText.read("a", List.of("include no-network", "deny fork"));
    assertThat(policy.levels().get(0)).contains(Rule.deny("fork").from("a:2"));
    assertThat(policy.levels().get(0))
        .extracting(Rule::source)
        .anyMatch(source -> source.orElse("").startsWith("no-network.policy:"));
    assertThat(policy.reaction()).isEqualTo(Reaction.KILL);
  }

  @Test
  void anErrnoCanBeQuiet() {
    assertThat(PolicyText.read("a", List.of("on-denied EPERM quietly")).reaction())
        .isEqualTo(Reaction.of(Errno.EPERM).quietly());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "forbid fork~a:1: 'forbid' begins no line. Expected allow or deny and a rule, on-denied and"
            + " KILL or an errno, or include and the name of a preset.",
        "deny frok~a:1: 'frok' is no rule: at column 1, there is no call, family or class 'frok';"
            + " did you mean 'fork' or 'ftok'?",
        "deny~a:1: '' is no rule: at column 1, found the end, expected the name of a system call, a"
            + " family such as fork, or a class such as %file.",
        "on-denied EFOO~a:1: onDenied: 'EFOO' is neither KILL nor the name of an error of errno(3),"
            + " such as EACCES, EPERM or ENOSYS.",
        "on-denied EPERM loudly~a:1: 'on-denied EPERM loudly' is not understood. Expected KILL, an"
            + " errno, or an errno and quietly.",
        "on-denied KILL quietly~a:1: onDenied: KILL cannot be quiet, for what ends a run is always"
            + " told. Expected an errno besides, such as EACCES.",
        "include strict~a:1: policy: 'strict' is no preset. There are default, single-process,"
            + " compute, no-network, read-only, own-processes, no-looking, no-ipc, untrusted; a file has a"
            + " name that ends with .policy.",
      })
  void aLineThatIsNoneIsNamed(String line, String message) {
    assertThatThrownBy(() -> PolicyText.read("a", List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Policy.named("nowhere/strict.policy"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("policy: the file 'nowhere/strict.policy' cannot be read: ");
  }

  static List<String> presets() {
    return Presets.NAMES;
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyPresetMakesAFilterForEveryMachine(String name) {
    Policy policy = Policy.preset(name);
    assertThat(policy.isEmpty()).isFalse();
    for (String machine : List.of("amd64", "aarch64")) {
      byte[] program = CallFilter.of(machine, Limits.defaults(), policy, false).program();
      assertThat(new BpfMachine(program).length()).isLessThan(BpfProgram.MOST);
    }
  }
}
