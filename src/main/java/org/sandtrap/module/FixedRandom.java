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
 * which the random numbers of C libraries, Python, Go, Rust and Java rest, and the 16 bytes that
 * the kernel gives each program, AT_RANDOM in getauxval(3). Each process has a sequence of its own,
 * which depends on the order in which its parent has created processes, and on nothing else.
 *
 * <p>The addresses of memory are the same as well, where the host permits that, see {@link
 * #wantsFixedAddresses}.
 *
 * <p>Not covered are /dev/random and /dev/urandom, the processor's own instruction (rdrand), ids of
 * processes, and the order in which threads execute.
 */
public class FixedRandom implements PolicyModule {
  /** GRND_NONBLOCK, GRND_RANDOM and GRND_INSECURE. */
  private static final long KNOWN_FLAGS = 7;

  private static final int LARGEST = 1 << 24;
  private static final int AUXILIARY_BYTES = 16;

  private final SplittableRandom first;
  private final Map<Integer, SplittableRandom> sequences = new HashMap<>(); // by process

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
    return Set.of("getrandom");
  }

  @Override
  public final boolean wantsFixedAddresses() {
    return true;
  }

  private SplittableRandom of(int pid) {
    return sequences.computeIfAbsent(pid, unknown -> first.split());
  }

  @Override
  public final Answer onStart(ThreadStart start, Tracee tracee) {
    if (start.isProcess()) {
      sequences.put(start.pid(), of(start.parentPid()).split());
    }
    return Answer.proceed();
  }

  @Override
  public final Answer onExec(Exec exec, Tracee tracee) {
    byte[] bytes = bytes(exec.pid(), AUXILIARY_BYTES);
    if (!new AuxiliaryVector(tracee).replaceRandom(bytes)) {
      throw new IllegalStateException(
          "The random bytes of " + exec.path() + " cannot be replaced: its stack is not known.");
    }
    return Answer.proceed();
  }

  @Override
  public final Answer onEntry(Call call, Tracee tracee) {
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
    of(pid).nextBytes(bytes);
    return bytes;
  }

  @Override
  public final Answer onEnd(ThreadExit end, Tracee tracee) {
    if (end.pid() == end.tid()) {
      sequences.remove(end.pid());
    }
    return Answer.proceed();
  }
}
