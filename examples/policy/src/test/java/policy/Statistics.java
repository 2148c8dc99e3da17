package policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sandtrap.module.Answer;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.syscall.Signal;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.SignalEvent;

/** Counts calls and signals, and leaves everything as it is. */
final class Statistics implements PolicyModule {
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<Signal, Integer> signals = new HashMap<>();

  /** How many calls there were, by their names. */
  Map<String, Integer> calls() {
    return calls;
  }

  /** How many signals were delivered. */
  Map<Signal, Integer> signals() {
    return signals;
  }

  @Override
  public Set<String> wants() {
    return Set.of("all");
  }

  @Override
  public Answer onEntry(Call call, Tracee tracee) {
    calls.merge(call.name(), 1, Integer::sum);
    return Answer.proceed();
  }

  @Override
  public Answer onSignal(SignalEvent signal, Tracee tracee) {
    signals.merge(signal.signal(), 1, Integer::sum);
    return Answer.proceed();
  }
}
