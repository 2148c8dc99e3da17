package org.sandtrap.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written as a path rule. */
class PathRuleTests {
  @Test
  void aPathMustBeThereUnlessAQuestionMarkIsBehindIt() {
    assertThat(PathRule.of(Access.READ, "/lib64").optional()).isFalse();
    PathRule rule = PathRule.of(Access.READ, "/lib64?");
    assertThat(rule.optional()).isTrue();
    assertThat(rule.path()).hasToString("/lib64");
    assertThat(rule).hasToString("/lib64?");
  }

  @Test
  void equalRulesAreEqual() {
    assertThat(PathRule.of(Access.READ, "/usr"))
        .isEqualTo(PathRule.of(Access.READ, FilePath.of("readable", Path.of("/usr"))))
        .isNotEqualTo(PathRule.of(Access.WRITE, "/usr"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//", "/.", "/./", "/..", "/?", "/../.."})
  void everythingIsNoRule(String root) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathRule.of(Access.READ, root))
        .withMessageContaining("readable: '/")
        .withMessageContaining("is everything, so the rule would restrict nothing. Leave readable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''         | writable: an empty path names no file",
        "?          | writable: an empty path names no file",
        "/usr/**    | writable: '/usr/**' has a wildcard, and path rules have none",
        "/usr/a?b   | writable: '/usr/a?b' has a wildcard",
        "/usr/[ab]  | writable: '/usr/[ab]' has a wildcard",
        "{private}x | writable: '{private}x' begins with {private}, which is a directory",
      })
  void otherTextsAreRefusedWithTheReason(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathRule.of(Access.WRITE, text))
        .withMessageStartingWith(reason);
  }

  @Test
  void aPathHasNoZeroByteAndIsNoLongerThanTheKernelTakes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathRule.of(Access.EXECUTE, "a\0b"))
        .withMessageContaining("executable: a path contains a zero byte");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathRule.of(Access.EXECUTE, "a".repeat(4096)))
        .withMessageContaining("a path of 4096 bytes is longer than the 4095");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathRule.of(Access.EXECUTE, "a\ud800"))
        .withMessageContaining("half a surrogate pair");
  }

  @Test
  void aNameWithAWildcardIsGivenAsAPath() {
    Path odd = Path.of("/tmp/what?");
    assertThat(PathRule.of(Access.READ, FilePath.of("readable", odd)).path())
        .hasToString("/tmp/what?");
  }
}
