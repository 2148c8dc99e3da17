package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sandtrap.Run;
import org.sandtrap.assertion.BddSandtrapSoftAssertions;
import org.sandtrap.assertion.SandtrapSoftAssertions;

/** AssertJ's extension for soft assertions beside ours. */
class SoftAssertionsTests {
  @Test
  void aFieldAndAParameterAreProvided() {
    assertThat(Engine.failure(InAField.class))
        .hasMessageContainingAll(
            "(2 failures)", "to exit with code 1", "[standard output of `echo 2`");
    assertThat(Engine.failure(AsAParameter.class))
        .hasMessageContainingAll(
            "(2 failures)", "to exit with code 1", "[standard output of `echo 2`");
  }

  @ExtendWith(SoftAssertionsExtension.class)
  static class InAField {
    @InjectSoftAssertions SandtrapSoftAssertions softly;

    @Test
    @Sandboxed(command = {"echo", "2"})
    void test(Run run) {
      softly.assertThat(run).exitedWith(1).stdout().isEmpty();
    }
  }

  @ExtendWith(SoftAssertionsExtension.class)
  static class AsAParameter {
    @Test
    @Sandboxed(command = {"echo", "2"})
    void test(BddSandtrapSoftAssertions softly, Run run) {
      softly.then(run).exitedWith(1).stdout().isEmpty();
    }
  }
}
