package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Errno;

/** Rules on annotations: those further in are closer, and can undo those further out. */
class RuleAttributeTests {
  @Test
  void rulesAddUpTheCloserTheFurtherIn() {
    Engine.succeeds(Outer.class, 5);
  }

  @Test
  void placeholdersInRulesAreDirectoriesWhateverTheyAreCalled() {
    Engine.succeeds(Temporary.class, 1);
  }

  @Sandboxed(onDenied = "EACCES")
  static class Temporary {
    @TempDir(factory = Odd.class)
    Path directory;

    @Test
    @Sandboxed(
        deny = "open(flags&O_CREAT,path!={tempDir}/in/**)",
        command = {"sh", "-c", "cd '{tempDir}'; touch out; touch in/x; ls in"})
    void writes(Run run) {
      assertThat(run.stdoutText()).isEqualTo("x\n");
      assertThat(run.deniedCalls())
          .extracting(call -> call.target().orElse(""))
          .containsOnly(directory + "/out");
    }
  }

  static class Odd implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      Path directory = Files.createTempDirectory("a,b(1)").toRealPath();
      Files.createDirectory(directory.resolve("in"));
      return directory;
    }
  }

  /** Without where they are written. */
  private static List<List<Rule>> levels(Sandbox sandbox) {
    return sandbox.policy().levels().stream()
        .map(
            level ->
                level.stream()
                    .map(rule -> new Rule(rule.action(), rule.text(), Optional.empty()))
                    .toList())
        .toList();
  }

  @Sandboxed(deny = "%network", onDenied = "EACCES")
  static class Outer {
    @Test
    void inherited(Sandbox sandbox) {
      assertThat(sandbox.policy().levels())
          .isEqualTo(
              List.of(
                  List.of(Rule.deny("%network").from("@Sandboxed on RuleAttributeTests.Outer"))));
      assertThat(sandbox.policy().reaction()).isEqualTo(Reaction.of(Errno.EACCES));
    }

    @Test
    @Sandboxed(deny = "fork", allow = "%file", onDenied = "KILL")
    void closer(Sandbox sandbox) {
      assertThat(levels(sandbox))
          .isEqualTo(
              List.of(
                  List.of(Rule.allow("%file"), Rule.deny("fork")), List.of(Rule.deny("%network"))));
      assertThat(sandbox.policy().reaction()).isEqualTo(Reaction.KILL);
    }

    @Test
    @Sandboxed(deny = "-%network")
    void undone(Sandbox sandbox) {
      assertThat(sandbox.policy().isEmpty()).isTrue();
    }

    @Test
    @Sandboxed(policy = "single-process", deny = "exec")
    void onTopOfAPolicy(Sandbox sandbox) {
      assertThat(levels(sandbox))
          .startsWith(List.of(Rule.deny("exec")), List.of(Rule.deny("%network")))
          .endsWith(levels(Sandbox.create().withPolicy("single-process")).get(0));
      assertThat(sandbox.policy().reaction()).isEqualTo(Reaction.of(Errno.EACCES));
    }

    @Nested
    @Sandboxed(deny = "thread")
    class Inner {
      @Test
      @Sandboxed(deny = "fork")
      void threeDeep(Sandbox sandbox) {
        assertThat(levels(sandbox))
            .isEqualTo(
                List.of(
                    List.of(Rule.deny("fork")),
                    List.of(Rule.deny("thread")),
                    List.of(Rule.deny("%network"))));
      }
    }
  }

  @Test
  void aRunIsForbiddenAsItsAnnotationsSay() {
    Engine.succeeds(Forbidding.class, 3);
  }

  @Sandboxed(
      command = {"sh", "-c", "ls / | wc -l"},
      deny = "fork")
  static class Forbidding {
    @Test
    @Sandboxed(expect = Verdict.FORBIDDEN)
    void byItsClass() {}

    @Test
    @Sandboxed(deny = "-fork")
    void unlessItIsUndone() {}

    @Test
    @Sandboxed(onDenied = "EAGAIN")
    void orFailsInstead(Run run) {
      assertThat(run.verdict()).isEqualTo(Verdict.NONZERO_EXIT);
      assertThat(run.deniedCalls()).isNotEmpty();
    }
  }

  @Test
  void aWrongRuleNamesAnnotationAndPlace() {
    assertThat(Engine.failure(Wrong.class))
        .hasMessage(
            "@Sandboxed on RuleAttributeTests.Wrong.test(), 'frok' is no rule: at column 1, there is no"
                + " call, family or class 'frok'; did you mean 'fork' or 'ftok'?");
    assertThat(Engine.failure(WrongReaction.class))
        .hasMessageStartingWith(
            "@Sandboxed on RuleAttributeTests.WrongReaction.test(), onDenied: 'EFOO' is neither KILL");
    assertThat(Engine.failure(WrongPolicy.class))
        .hasMessageStartingWith(
            "@Sandboxed on RuleAttributeTests.WrongPolicy.test(), policy: 'strict' is no preset.");
    assertThat(Engine.failure(NothingToUndo.class))
        .hasMessage(
            "@Sandboxed on RuleAttributeTests.NothingToUndo.test(), '-fork' undoes nothing: there is no"
                + " inherited rule 'deny fork'. Inherited are: none; guards on: ptrace, io_uring, foreign.");
  }

  static class Wrong {
    @Test
    @Sandboxed(command = "true", deny = "frok")
    void test() {}
  }

  static class WrongReaction {
    @Test
    @Sandboxed(command = "true", onDenied = "EFOO")
    void test() {}
  }

  static class WrongPolicy {
    @Test
    @Sandboxed(command = "true", policy = "strict")
    void test() {}
  }

  static class NothingToUndo {
    @Test
    @Sandboxed(command = "true", deny = "-fork")
    void test() {}
  }

  @Test
  void theMessageSaysWhereTheRuleIsWritten() {
    assertThat(Engine.failure(DeniesInClass.class))
        .hasMessageContaining(
            "which the rule 'deny fork' forbids, see @Sandboxed on RuleAttributeTests.DeniesInClass"
                + " (after ");
  }

  @Sandboxed(deny = "fork")
  static class DeniesInClass {
    @Test
    @Sandboxed(command = {"sh", "-c", "ls | wc"})
    void test() {}
  }
}
