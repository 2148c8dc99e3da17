package org.sandtrap.tracer.look;

import java.util.Optional;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;

/**
 * A call that waits for an answer.
 *
 * @param call the call and its interface
 * @param registers its six arguments
 * @param pid the process
 * @param tid the thread
 * @param memory what the thread can read
 */
public record HeldCall(Syscall call, long[] registers, int pid, int tid, HeldMemory memory) {
  /** What it takes; empty for a number that Linux does not know. */
  Optional<Signature> signature() {
    return Signature.of(call);
  }

  /** The bits of an argument that the kernel looks at. */
  long value(Argument argument) {
    return registers[argument.index()] & argument.kind().mask(call.abi());
  }

  /** The argument that says where a relative path begins, which comes just before it. */
  Optional<Argument> directoryOf(Argument path) {
    return signature()
        .filter(signature -> path.index() > 0)
        .map(signature -> signature.arguments().get(path.index() - 1))
        .filter(before -> before.kind() == ArgumentKind.DIRFD);
  }

  /** Whether addresses in its memory have 32 bits. */
  boolean isNarrow() {
    return call.abi() == Abi.I386 || call.abi() == Abi.X32;
  }
}
