package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.module.Answer;
import org.sandtrap.module.FixedRandom;
import org.sandtrap.module.FixedTime;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Exec;

/** Tests whose programs a module decides about. */
class ModuleAttributeTests {
  static final class NoDirectories implements PolicyModule {
    private int asked;

    @Override
    public Set<String> wants() {
      return Set.of("mkdir");
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      return asked++ == 0 ? Answer.deny(Errno.EPERM) : Answer.finish("twice");
    }
  }

  /** Cannot be made for a test. */
  record Named(String name) implements PolicyModule {}

  /** Cannot be made without an object around it. */
  final class Inner implements PolicyModule {}

  @Test
  void eachRunHasItsOwnObject() {
    Engine.succeeds(Denying.class, 4);
  }

  @Sandboxed(module = NoDirectories.class)
  static class Denying {
    @Test
    @Sandboxed(
        command = {"mkdir", "/tmp/never"},
        expectDenied = "mkdir",
        expect = Verdict.NONZERO_EXIT)
    void isDeniedOnce() {}

    @Test
    void inEachRun(Sandbox sandbox) {
      for (int i = 0; i < 2; i++) {
        Run run = sandbox.run("mkdir", "/tmp/never");
        assertThat(run.deniedCalls()).hasSize(1);
        assertThat(run.deniedCalls().get(0).module().orElseThrow().module())
            .isEqualTo("NoDirectories");
      }
    }

    @Test
    @Sandboxed(
        command = {"mkdir", "/tmp/never", "/tmp/again"},
        expect = Verdict.CUSTOM)
    void endsWithALabel(Run run) {
      assertThat(run.cause().message()).contains("twice");
    }

    @Test
    @Sandboxed(
        command = {"date", "-u", "+%F"},
        module = {FixedTime.class, FixedRandom.class})
    void theClosestClassesCount(@Stdout String date) {
      assertThat(date).isEqualTo("2000-01-01\n");
    }
  }

  static final class Failing implements PolicyModule {
    @Override
    public Answer onExec(Exec exec, Tracee tracee) {
      throw new UnsupportedOperationException("not yet");
    }
  }

  static class Failed {
    @Test
    @Sandboxed(command = "true", module = Failing.class)
    void isNoSuccess() {}
  }

  @Test
  void theFailureOfATestHasThatOfItsModuleAsItsCause() {
    assertThat(Engine.failure(Failed.class))
        .hasMessageContaining("BAD_POLICY")
        .hasMessageContaining("The module Failing failed")
        .hasCauseExactlyInstanceOf(UnsupportedOperationException.class);
  }

  static class Wrong {
    @Test
    @Sandboxed(command = "true", module = Named.class)
    void withoutAConstructor() {}
  }

  static class WrongPlace {
    @Test
    @Sandboxed(command = "true", module = Inner.class)
    void inside() {}
  }

  @Test
  void aClassOfWhichNoObjectCanBeMadeIsNamed() {
    assertThat(Engine.failure(Wrong.class))
        .hasMessageContaining("@Sandboxed on ModuleAttributeTests.Wrong.withoutAConstructor()")
        .hasMessageContaining("Named can be made: it has no constructor without parameters");
    assertThat(Engine.failure(WrongPlace.class)).hasMessageContaining("make it static");
  }
}
