package org.sandtrap.module;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.ThreadExit;
import org.sandtrap.trace.ThreadStart;

/**
 * A module under which a program gets the same random numbers in each run: from getrandom(2), on
 * which the random numbers of C libraries, Python, Go and Rust rest, and the 16 bytes that the
 * kernel gives each program, AT_RANDOM in getauxval(3). Each process has a sequence of its own,
 * which depends on the order in which its parent has created processes, and on nothing else.
 *
 * <p>The addresses of memory are the same as well, where the host permits that, see {@link
 * #wantsFixedAddresses}.
 *
 * <p>Not covered are /dev/random and /dev/urandom, from which Java and Perl read, the processor's
 * own instruction (rdrand), ids of processes, and the order in which threads execute.
 */
public class FixedRandom implements PolicyModule {
  /** GRND_NONBLOCK, GRND_RANDOM and GRND_INSECURE. */
  private static final long KNOWN_FLAGS = 7;

  private static final int LARGEST = 1 << 24;
  private static final int AUXILIARY_BYTES = 16;
  private static final String FORK = "fork";
  private static final String GETRANDOM = "getrandom";

  private final SplittableRandom first;
  private final Map<Integer, Sequence> sequences = new HashMap<>(); // by process
  private final Map<Integer, Fork> forks = new HashMap<>(); // by thread that creates a process
  private final Map<Integer, SplittableRandom> created = new HashMap<>(); // by process not begun

  /** A sequence of a process. */
  private static final class Sequence {
    private final SplittableRandom random;
    private int threads = 1;

    Sequence(SplittableRandom random) {
      this.random = random;
    }
  }

  /** A creation of a process that has not returned: by which one, and what the new one gets. */
  private record Fork(int pid, SplittableRandom random) {}

  /** The sequence of seed 0. */
  public FixedRandom() {
    this(0);
  }

  /** The sequence of a seed; another seed gives another one. */
  public FixedRandom(long seed) {
    this.first = new SplittableRandom(seed);
  }

  @Override
  public final Set<String> wants() {
    return Set.of(GETRANDOM, FORK);
  }

  @Override
  public final Set<String> wantsExits() {
    return Set.of(FORK);
  }

  @Override
  public final boolean wantsFixedAddresses() {
    return true;
  }

  private Sequence of(int pid) {
    return sequences.computeIfAbsent(pid, unknown -> new Sequence(first.split()));
  }

  /** Processes may begin in another order than that in which they were created. */
  @Override
  public final Answer onStart(ThreadStart start, Tracee tracee) {
    if (start.isProcess()) {
      sequences.put(start.pid(), new Sequence(given(start)));
    } else {
      of(start.pid()).threads++;
    }
    return Answer.proceed();
  }

  private SplittableRandom given(ThreadStart start) {
    SplittableRandom known = created.remove(start.pid());
    if (known != null) {
      return known;
    }
    return forks.entrySet().stream()
        .filter(
            one ->
                start.parentTid() == 0
                    ? one.getValue().pid() == start.parentPid()
                    : one.getKey() == start.parentTid())
        .map(Map.Entry::getKey)
        .min(Integer::compare)
        .map(tid -> forks.remove(tid).random())
        .orElseGet(() -> of(start.parentPid()).random.split());
  }

  @Override
  public final Answer onExec(Exec exec, Tracee tracee) {
    of(exec.pid()).threads = 1; // the others are gone
    byte[] bytes = bytes(exec.pid(), AUXILIARY_BYTES);
    if (!new AuxiliaryVector(tracee).replaceRandom(bytes)) {
      throw new IllegalStateException(
          "The random bytes of " + exec.path() + " cannot be replaced: its stack is not known.");
    }
    return Answer.proceed();
  }

  @Override
  public final Answer onEntry(Call call, Tracee tracee) {
    if (!call.name().equals(GETRANDOM)) { // one that has failed is made again, perhaps
      forks.computeIfAbsent(call.tid(), tid -> new Fork(call.pid(), of(call.pid()).random.split()));
      return Answer.proceed();
    }
    if ((tracee.argument("flags").orElse(0) & ~KNOWN_FLAGS) != 0) {
      return Answer.returning(-Errno.EINVAL.number());
    }
    OptionalLong length = tracee.argument("buflen");
    int count = (int) Math.min(LARGEST, length.orElse(0) & Long.MAX_VALUE);
    byte[] bytes = bytes(call.pid(), count);
    return Answer.returning(
        tracee.write(tracee.argument("buf").orElse(0), bytes) ? count : -Errno.EFAULT.number());
  }

  private byte[] bytes(int pid, int count) {
    byte[] bytes = new byte[count];
    of(pid).random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public final Answer onExit(Call call, Tracee tracee) {
    long child = call.result().orElse(0);
    Fork fork = child > 0 ? forks.remove(call.tid()) : null;
    if (fork != null) {
      created.put((int) child, fork.random());
    }
    return Answer.proceed();
  }

  @Override
  public final Answer onEnd(ThreadExit end, Tracee tracee) {
    forks.remove(end.tid());
    Sequence sequence = sequences.get(end.pid());
    if (sequence != null && --sequence.threads <= 0) {
      sequences.remove(end.pid());
    }
    return Answer.proceed();
  }
}
