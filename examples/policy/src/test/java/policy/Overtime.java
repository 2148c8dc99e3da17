package policy;

import org.sandtrap.limit.Limit;
import org.sandtrap.module.Answer;
import org.sandtrap.module.LimitExceeded;
import org.sandtrap.module.PolicyModule;

/** Gives a program that computes too long some time more, once. */
final class Overtime implements PolicyModule {
  private boolean given;

  @Override
  public Answer onLimit(LimitExceeded exceeded) {
    if (exceeded.limit() != Limit.CPU) {
      return Answer.proceed();
    }
    if (given) {
      return Answer.finish("too slow, even with overtime");
    }
    given = true;
    return Answer.extend("900ms");
  }
}
