package org.sandtrap.tracer.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sandtrap.policy.Recipe;
import org.sandtrap.syscall.Errno;

/** Of the answers to a batch one counts. */
class StopAnswerTests {
  private static final StopAnswer REFUSED = StopAnswer.refuse(Errno.EACCES);
  private static final StopAnswer WATCHED = StopAnswer.watched(Optional.of(Recipe.FILTER));

  @Test
  void toKillBeforeToRefuseBeforeToWatchBeforeToGoOn() {
    assertThat(REFUSED.stricter(StopAnswer.KILL)).isEqualTo(StopAnswer.KILL);
    assertThat(StopAnswer.KILL.stricter(WATCHED)).isEqualTo(StopAnswer.KILL);
    assertThat(WATCHED.stricter(REFUSED)).isEqualTo(REFUSED);
    assertThat(StopAnswer.GO_ON.stricter(WATCHED)).isEqualTo(WATCHED);
    assertThat(StopAnswer.GO_ON.stricter(StopAnswer.GO_ON)).isEqualTo(StopAnswer.GO_ON);
  }

  @Test
  void aRefusalHasItsErrorAndAWatchedCallItsRecipe() {
    assertThat(REFUSED.number()).isEqualTo(0x1_0000 + Errno.EACCES.number());
    assertThat(WATCHED.number()).isEqualTo(Recipe.FILTER.number() << 8);
    assertThat(StopAnswer.watched(Optional.empty())).isEqualTo(StopAnswer.GO_ON);
  }
}
