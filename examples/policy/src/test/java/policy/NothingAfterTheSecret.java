package policy;

import java.util.Optional;
import java.util.Set;
import org.sandtrap.module.Answer;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.module.Tracee;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.Call;

/** A black list with a memory: a program that has opened the secret writes no more files. */
final class NothingAfterTheSecret implements PolicyModule {
  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;

  private final String secret;
  private boolean known;

  /** The secret is this file, an absolute path without links. */
  NothingAfterTheSecret(String secret) {
    this.secret = secret;
  }

  @Override
  public Set<String> wants() {
    return Set.of("open");
  }

  @Override
  public Set<String> wantsExits() {
    return Set.of("open");
  }

  @Override
  public Answer onEntry(Call call, Tracee tracee) {
    long flags = tracee.argument("flags").orElse(O_WRONLY); // creat and openat2 have none here
    boolean writes = (flags & (O_WRONLY | O_RDWR)) != 0;
    return known && writes ? Answer.deny(Errno.EACCES, "it knows the secret") : Answer.proceed();
  }

  /** What a descriptor refers to is certain; what a path in memory says is not. */
  @Override
  public Answer onExit(Call call, Tracee tracee) {
    if (call.succeeded()) {
      known |= tracee.descriptor((int) call.result().orElseThrow()).equals(Optional.of(secret));
    }
    return Answer.proceed();
  }
}
