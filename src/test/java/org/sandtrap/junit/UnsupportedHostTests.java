package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;

import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.TestAbortedException;

/** What becomes of tests on a host that cannot supervise programs. */
class UnsupportedHostTests {
  private static final String PARAMETER = "sandtrap.unsupported";
  private static final String REASON = "ptrace is refused here.";

  static class Here {
    @RegisterExtension
    static final SandboxedExtension EXTENSION = new SandboxedExtension(() -> Optional.of(REASON));

    @Test
    void test() {}
  }

  @Test
  void theyAreSkippedWithTheReason() {
    assertSkipped(Engine.run(Here.class));
    assertSkipped(Engine.run(Here.class, Map.of(PARAMETER, "skip")));
  }

  private static void assertSkipped(EngineExecutionResults results) {
    results.allEvents().skipped().assertThatEvents().hasSize(1).haveExactly(1, skipped());
  }

  private static Condition<Event> skipped() {
    return skippedWithReason(REASON);
  }

  @Test
  void theyAreSkippedEvenWhenConditionsAreSwitchedOff() {
    Map<String, String> off = Map.of("junit.jupiter.conditions.deactivate", "*");
    assertThat(Engine.failure(Here.class, off))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage(REASON);
  }

  @Test
  void theyFailWhenToldTo() {
    assertThat(Engine.failure(Here.class, Map.of(PARAMETER, "fail")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(REASON + " (It would be skipped without sandtrap.unsupported = fail.)");
  }

  @Test
  void anythingElseIsAnError() {
    assertThat(Engine.failure(Here.class, Map.of(PARAMETER, "ignore")))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "Configuration parameter sandtrap.unsupported is 'ignore', which is neither 'skip' (the"
                + " default: a test is skipped where programs cannot be supervised) nor 'fail' (it"
                + " fails there).");
  }

  @Test
  void itIsAnErrorOnASupportedHostToo() {
    assertThat(Engine.failure(Supported.class, Map.of(PARAMETER, "")))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageStartingWith("Configuration parameter sandtrap.unsupported is '', which");
  }

  static class Supported {
    @RegisterExtension
    static final SandboxedExtension EXTENSION = new SandboxedExtension(Optional::empty);

    @Test
    void test() {}
  }
}
