package policy;

import org.sandtrap.module.Answer;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.trace.Exec;

/** Lets a program become another one, but only once. Attempts that fail do not count. */
final class OneExec implements PolicyModule {
  private int execs = -1; // the first one starts the program itself

  @Override
  public Answer onExec(Exec exec, Tracee tracee) {
    execs++;
    return execs > 1 ? Answer.kill("a second exec") : Answer.proceed();
  }
}
