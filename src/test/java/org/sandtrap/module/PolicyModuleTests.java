package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Policy;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;

/** What a module makes of calls. */
class PolicyModuleTests {
  private final Sandbox sandbox = Sandbox.create();

  @TempDir Path directory;

  /** A module that decides about the entry of some calls. */
  static final class AtEntry implements PolicyModule {
    private final Set<String> wants;
    private final BiFunction<Call, Tracee, Answer> decision;

    AtEntry(String wants, BiFunction<Call, Tracee, Answer> decision) {
      this.wants = Set.of(wants);
      this.decision = decision;
    }

    @Override
    public Set<String> wants() {
      return wants;
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      return decision.apply(call, tracee);
    }
  }

  private Run run(PolicyModule module, String script) {
    return sandbox.withModule(module).withDirectory(directory).run("sh", "-c", script);
  }

  private static Run ended(Run run, Verdict verdict) {
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(verdict);
    return run;
  }

  private static Run ok(Run run) {
    assertThat(run.stderrText()).isEmpty();
    return ended(run, Verdict.OK);
  }

  @Test
  void itSeesTheCallsThatItWantsAndNoOthers() {
    List<String> seen = new ArrayList<>();
    PolicyModule module =
        new AtEntry(
            "mkdir",
            (call, tracee) -> {
              seen.add(call.toString());
              return Answer.proceed();
            });
    Run run = ok(run(module, "mkdir a; mkdir b; rmdir a"));
    assertThat(seen).hasSize(2);
    assertThat(seen.get(0)).startsWith("mkdir").contains("\"a\"");
    assertThat(directory.resolve("b")).isDirectory();
    assertThat(run.moduleTime()).isPositive().isLessThan(run.wall());
  }

  @Test
  void whatItDeniesIsNotMadeAndListedWithItsClassAndItsReason() {
    PolicyModule module =
        new AtEntry("mkdir", (call, tracee) -> Answer.deny(Errno.EPERM, "no directories"));
    Run run = ended(run(module, "mkdir a; test ! -e a"), Verdict.OK);
    assertThat(run.stderrText()).contains("Operation not permitted");
    assertThat(run.deniedCalls()).hasSize(1);
    DeniedCall denied = run.deniedCalls().get(0);
    assertThat(denied.texts()).containsEntry("pathname", "a");
    assertThat(denied.module().orElseThrow()).hasToString("AtEntry: no directories");
  }

  @Test
  void itKillsBeforeTheCallIsMade() {
    PolicyModule module = new AtEntry("mkdir", (call, tracee) -> Answer.kill("no directories"));
    Run run = ended(run(module, "mkdir a"), Verdict.FORBIDDEN);
    assertThat(run.cause().message()).contains("the module AtEntry: no directories forbids");
    assertThat(run.deniedCalls()).containsExactly(((Cause.Forbidden) run.cause()).call());
    assertThat(directory.resolve("a")).doesNotExist();
  }

  @Test
  void itEndsTheRunWithALabel() {
    PolicyModule module = new AtEntry("mkdir", (call, tracee) -> Answer.finish("enough"));
    Run run = ended(run(module, "mkdir a"), Verdict.CUSTOM);
    assertThat(run.causes()).containsExactly(new Cause.Finished("enough", "AtEntry"));
    assertThat(directory.resolve("a")).doesNotExist();
  }

  @Test
  void whatItReturnsIsTheResultOfACallThatIsNotMade() {
    PolicyModule module = new AtEntry("getpid", (call, tracee) -> Answer.returning(4711));
    assertThat(ok(run(module, "exec python3 -c 'import os; print(os.getpid())'")).stdoutText())
        .isEqualTo("4711\n");
    PolicyModule pretends = new AtEntry("mkdir", (call, tracee) -> Answer.returning(0));
    ok(run(pretends, "mkdir a; test ! -e a"));
  }

  @Test
  void anotherPathIsWhatTheProgramOpens() throws IOException {
    Path secret = Files.writeString(directory.resolve("other"), "other\n");
    PolicyModule module =
        new AtEntry(
            "open",
            (call, tracee) ->
                tracee
                        .readString(tracee.argument("pathname").orElse(0), 4096)
                        .orElse("")
                        .endsWith("asked")
                    ? Answer.rewrite("pathname", secret.toString())
                    : Answer.proceed());
    assertThat(ok(run(module, "exec cat asked")).stdoutText()).isEqualTo("other\n");
  }

  /** The C library relies on registers that the kernel leaves alone. */
  @Test
  void theProgramHasItsOwnRegistersAgainAfterACallWithOtherArguments() {
    PolicyModule module =
        new AtEntry("write(fd=1)", (call, tracee) -> Answer.rewrite("fd", 2).and("count", 2));
    Run run =
        run(module, "exec python3 -c 'import os; print(os.write(1, b\"abcdef\"))' >/dev/null");
    assertThat(run.stderrText()).isEqualTo("ab2\n");
  }

  @Test
  void itSeesTheEndOfACallAndMayReturnAnotherResult() {
    List<String> seen = new ArrayList<>();
    PolicyModule module =
        new PolicyModule() {
          @Override
          public Set<String> wantsExits() {
            return Set.of("getppid");
          }

          @Override
          public Answer onExit(Call call, Tracee tracee) {
            seen.add(call.name() + " " + (call.result().orElse(0) > 0));
            return Answer.returning(12);
          }
        };
    assertThat(ok(run(module, "exec python3 -c 'import os; print(os.getppid())'")).stdoutText())
        .isEqualTo("12\n");
    assertThat(seen).isNotEmpty().containsOnly("getppid true");
  }

  @Test
  void itMayDelegateToAPolicyOfRules() {
    Policy rules = Policy.none().closer(List.of(), List.of("mkdir")).onDenied(reaction());
    PolicyModule module = new AtEntry("%file", (call, tracee) -> Answer.by(rules, call));
    Run run = ended(run(module, "mkdir a; cat /etc/hostname >/dev/null"), Verdict.OK);
    assertThat(run.deniedCalls()).hasSize(1);
    assertThat(run.deniedCalls().get(0).module().orElseThrow().reason()).contains("deny mkdir");
  }

  private static org.sandtrap.policy.Reaction reaction() {
    return org.sandtrap.policy.Reaction.of(Errno.EROFS);
  }

  @Test
  void rulesDecideBeforeIt() {
    List<Call> seen = new ArrayList<>();
    PolicyModule module =
        new AtEntry(
            "mkdir",
            (call, tracee) -> {
              seen.add(call);
              return Answer.proceed();
            });
    Run run =
        ended(
            sandbox
                .deny("mkdir")
                .withOnDenied("EACCES")
                .withModule(module)
                .withDirectory(directory)
                .run("mkdir", "a"),
            Verdict.NONZERO_EXIT);
    assertThat(seen).isEmpty();
    assertThat(run.deniedCalls().get(0).rule()).isPresent();
  }

  @Test
  void guardsAndRulesHoldForArgumentsThatItHasRewritten() {
    PolicyModule module =
        new AtEntry("socket", (call, tracee) -> Answer.rewrite("domain", 2).and("protocol", 0));
    Run run =
        sandbox
            .deny("socket(domain=AF_INET)")
            .withModule(module)
            .run("python3", "-c", "import socket; socket.socket(socket.AF_UNIX)");
    ended(run, Verdict.FORBIDDEN);
    assertThat(run.deniedCalls().get(0).rule()).isPresent();
  }

  @Test
  void oneThatThrowsEndsTheRun() {
    PolicyModule module =
        new AtEntry(
            "mkdir",
            (call, tracee) -> {
              throw new IllegalArgumentException("a mistake");
            });
    Run run = ended(run(module, "mkdir a; mkdir b"), Verdict.BAD_POLICY);
    Cause.BadPolicy cause = (Cause.BadPolicy) run.cause();
    assertThat(cause.problem()).isInstanceOf(IllegalArgumentException.class);
    assertThat(cause.event()).startsWith("mkdir").contains("\"a\"");
    assertThat(run.causes()).hasSize(1);
    assertThat(directory.resolve("a")).doesNotExist();
  }

  @Test
  void soDoesOneThatAnswersNothingOrWhatDoesNotFit() {
    Run none = ended(run(new AtEntry("mkdir", (c, t) -> null), "mkdir a"), Verdict.BAD_POLICY);
    assertThat(none.cause().message()).contains("AtEntry answered null to mkdir");
    Run misfit =
        ended(
            run(new AtEntry("mkdir", (c, t) -> Answer.suppress()), "mkdir a"), Verdict.BAD_POLICY);
    assertThat(misfit.cause().message())
        .contains("which it does not fit. Expected one of: proceed, deny, kill, finish");
    Run argument =
        ended(
            run(new AtEntry("mkdir", (c, t) -> Answer.rewrite("colour", 1)), "mkdir a"),
            Verdict.BAD_POLICY);
    assertThat(argument.cause().message()).contains("has no argument 'colour'");
    assertThat(directory.resolve("a")).doesNotExist();
  }

  @Test
  void theFirstModuleThatDoesNotProceedDecides() {
    List<String> asked = new ArrayList<>();
    Run run =
        sandbox
            .withModule(deciding("first", asked, Answer.proceed()))
            .withModule(deciding("second", asked, Answer.deny(Errno.EPERM)))
            .withModule(deciding("third", asked, Answer.kill()))
            .withDirectory(directory)
            .run("mkdir", "a");
    ended(run, Verdict.NONZERO_EXIT);
    assertThat(asked).containsExactly("first", "second");
  }

  private static PolicyModule deciding(String name, List<String> asked, Answer answer) {
    return new AtEntry(
        "mkdir",
        (call, tracee) -> {
          asked.add(name);
          return answer;
        });
  }

  @Test
  void oneObjectIsForOneRunAndASupplierForMany() {
    Sandbox one = sandbox.withModule(new AtEntry("mkdir", (call, tracee) -> Answer.proceed()));
    one.run("true");
    assertThatThrownBy(() -> one.run("true"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has been in a run already");
    Sandbox many =
        sandbox.withModule(() -> new AtEntry("mkdir", (call, tracee) -> Answer.deny(Errno.EPERM)));
    assertThat(many.run("mkdir", directory + "/a").deniedCalls()).hasSize(1);
    assertThat(many.run("mkdir", directory + "/a").deniedCalls()).hasSize(1);
  }

  @Test
  void aWordThatIsNoCallIsRefusedBeforeTheStart() {
    assertThatThrownBy(() -> run(new AtEntry("mkdri", (c, t) -> Answer.proceed()), "mkdir a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AtEntry.wants()")
        .hasMessageContaining("mkdri");
    assertThat(directory.resolve("a")).doesNotExist();
  }

  /** A trace has what the program did; what a module made of it stands beside it. */
  @Test
  void aTraceSaysWhatItHasMadeOfACall() {
    Path other = directory.resolve("other");
    List<String> lines = new ArrayList<>();
    for (Answer answer :
        List.of(
            Answer.returning(0),
            Answer.rewrite("pathname", other.toString()),
            Answer.deny(Errno.EPERM, "no"))) {
      Call call = traced(new AtEntry("mkdir", (it, tracee) -> answer));
      assertThat(call.succeeded()).isFalse();
      lines.add(call.toString());
    }
    assertThat(lines.get(0)).endsWith(" = 0 (altered by AtEntry: returned 0)");
    assertThat(lines.get(1)).endsWith(" = 0 (altered by AtEntry: pathname=\"" + other + "\")");
    assertThat(lines.get(2)).endsWith(" = -1 EPERM (Operation not permitted) (denied)");
    Call overruled =
        traced(
            new PolicyModule() {
              @Override
              public Set<String> wantsExits() {
                return Set.of("mkdir");
              }

              @Override
              public Answer onExit(Call call, Tracee tracee) {
                return Answer.returning(-Errno.EACCES.number());
              }
            });
    assertThat(overruled.succeeded()).isTrue();
    assertThat(overruled.alteration().orElseThrow().text()).endsWith(": returned -13");
    assertThat(directory.resolve("asked")).isDirectory();
  }

  private Call traced(PolicyModule module) {
    Run run =
        sandbox
            .withTrace("mkdir")
            .withModule(module)
            .withDirectory(directory)
            .run("mkdir", "asked");
    assertThat(run.trace().calls()).hasSize(1);
    return run.trace().calls().get(0);
  }
}
