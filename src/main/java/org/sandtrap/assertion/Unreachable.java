package org.sandtrap.assertion;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AssertFactory;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.SoftAssertions;

/**
 * Assertions on what cannot be reached. In soft assertions a chain of calls goes on after a failure
 * that was collected; what it then checks is not there, and the failure has been reported already.
 */
final class Unreachable {
  private Unreachable() {}

  /** Assertions on nothing; their failures are collected and dropped. */
  static <T, ASSERT extends AbstractAssert<?, ?>> ASSERT make(AssertFactory<T, ASSERT> factory) {
    return new SoftAssertions()
        .assertThat(new Object())
        .asInstanceOf(
            new InstanceOfAssertFactory<>(Object.class, any -> factory.createAssert((T) null)));
  }
}
