package policy;

import java.util.Set;
import org.sandtrap.module.Answer;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;

/** Lets a process send signals to itself only, as the rule {@code deny kill(pid!=self)} does. */
final class OnlyItself implements PolicyModule {
  @Override
  public Set<String> wants() {
    return Set.of("sys:kill");
  }

  @Override
  public Answer onEntry(Call call, Tracee tracee) {
    int target = (int) tracee.argument(0);
    return target == call.pid()
        ? Answer.proceed()
        : Answer.deny(Errno.EPERM, "a signal to " + target);
  }
}
