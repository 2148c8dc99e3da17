package policy;

import java.util.Set;
import org.sandtrap.module.Answer;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.policy.Policy;
import org.sandtrap.trace.Call;

/** A white list with a memory: what a policy of rules allows, but only so many calls of it. */
final class CountedCalls implements PolicyModule {
  private final Policy policy = Policy.named("compute");
  private final int most;
  private int calls;

  /** At most so many calls are allowed. */
  CountedCalls(int most) {
    this.most = most;
  }

  @Override
  public Set<String> wants() {
    return Set.of("all");
  }

  @Override
  public Answer onEntry(Call call, Tracee tracee) {
    calls++;
    return calls > most ? Answer.kill("more than " + most + " calls") : Answer.by(policy, call);
  }
}
