package org.sandtrap.tracer.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sandtrap.policy.Recipe;
import org.sandtrap.syscall.Errno;

/** Of the answers to a batch one counts. */
class AnswerTests {
  private static final Answer REFUSED = Answer.refuse(Errno.EACCES);
  private static final Answer WATCHED = Answer.watched(Optional.of(Recipe.FILTER));

  @Test
  void toKillBeforeToRefuseBeforeToWatchBeforeToGoOn() {
    assertThat(REFUSED.stricter(Answer.KILL)).isEqualTo(Answer.KILL);
    assertThat(Answer.KILL.stricter(WATCHED)).isEqualTo(Answer.KILL);
    assertThat(WATCHED.stricter(REFUSED)).isEqualTo(REFUSED);
    assertThat(Answer.GO_ON.stricter(WATCHED)).isEqualTo(WATCHED);
    assertThat(Answer.GO_ON.stricter(Answer.GO_ON)).isEqualTo(Answer.GO_ON);
  }

  @Test
  void aRefusalHasItsErrorAndAWatchedCallItsRecipe() {
    assertThat(REFUSED.number()).isEqualTo(0x1_0000 + Errno.EACCES.number());
    assertThat(WATCHED.number()).isEqualTo(Recipe.FILTER.number() << 8);
    assertThat(Answer.watched(Optional.empty())).isEqualTo(Answer.GO_ON);
  }
}
