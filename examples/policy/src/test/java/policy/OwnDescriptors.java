package policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.sandtrap.module.Answer;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.ThreadStart;

/** Lets a program use its standard streams and what it has opened itself, but nothing inherited. */
final class OwnDescriptors implements PolicyModule {
  private static final Set<Integer> STANDARD = Set.of(0, 1, 2);

  private final Map<Integer, Set<Integer>> own = new HashMap<>(); // by process

  private Set<Integer> of(int pid) {
    return own.computeIfAbsent(pid, unknown -> new HashSet<>(STANDARD));
  }

  @Override
  public Set<String> wants() {
    return Set.of("read", "sys:dup", "sys:dup2", "sys:dup3", "sys:close");
  }

  @Override
  public Set<String> wantsExits() {
    return Set.of("open", "sys:dup", "sys:dup2", "sys:dup3", "sys:close");
  }

  @Override
  public Answer onExec(Exec exec, Tracee tracee) {
    own.put(exec.pid(), new HashSet<>(STANDARD));
    return Answer.proceed();
  }

  @Override
  public Answer onStart(ThreadStart start, Tracee tracee) {
    if (start.isProcess()) {
      own.put(start.pid(), new HashSet<>(of(start.parentPid())));
    }
    return Answer.proceed();
  }

  @Override
  public Answer onEntry(Call call, Tracee tracee) {
    int descriptor = (int) tracee.argument(0);
    return of(call.pid()).contains(descriptor)
        ? Answer.proceed()
        : Answer.deny(Errno.EBADF, "descriptor " + descriptor + " is not its own");
  }

  @Override
  public Answer onExit(Call call, Tracee tracee) {
    if (call.succeeded() && call.name().equals("close")) {
      of(call.pid()).remove((int) tracee.argument(0));
    } else if (call.succeeded()) {
      of(call.pid()).add((int) call.result().orElseThrow());
    }
    return Answer.proceed();
  }
}
