package org.sandtrap.module;

import java.util.Set;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.SignalEvent;
import org.sandtrap.trace.ThreadExit;
import org.sandtrap.trace.ThreadStart;

/**
 * A policy in Java: an object that sees what a program does, as it happens, and decides what
 * becomes of it. It may keep state: each run has an object of its own, see {@link
 * org.sandtrap.Sandbox#withModule}.
 *
 * <pre>{@code
 * final class OneChild implements PolicyModule {
 *   private int children;
 *
 *   public Set<String> wants() {
 *     return Set.of("fork");
 *   }
 *
 *   public Answer onEntry(Call call, Tracee tracee) {
 *     return ++children > 1 ? Answer.deny(Errno.EAGAIN) : Answer.proceed();
 *   }
 * }
 * }</pre>
 *
 * <p>All methods are called on one thread, the run's tracer. The thread that an event is about is
 * held meanwhile; the others go on. What a module takes is wall time of the run, {@link
 * org.sandtrap.Run#moduleTime}. Rules decide first, in the kernel where they can, and a module does
 * not see what they deny; guards hold whatever it answers.
 *
 * <p>The tracer waits for all children of its thread. A module must not start a {@link Process} on
 * it: the run would end no sooner than that, and its exit code might be lost. Another thread may,
 * and another {@link org.sandtrap.Sandbox} may be run.
 *
 * <p>A module that throws, answers null, or gives an answer that does not fit the event ends the
 * run as {@link org.sandtrap.Verdict#BAD_POLICY}. Of a run that is being killed it hears nothing
 * more.
 *
 * <p>Where several modules are asked about an event, the first that does not answer {@link
 * Answer#proceed} decides, and the others are not asked.
 */
public interface PolicyModule {
  /**
   * The calls that {@link #onEntry} is asked about: words as in rules, perhaps with conditions,
   * {@code "openat"}, {@code "%file"}, {@code "write(fd=1)"}, or {@code "all"}. No other call
   * stops. It is asked once, before the launch. None, unless the module says so.
   */
  default Set<String> wants() {
    return Set.of();
  }

  /** The calls that {@link #onExit} is asked about, in the same words. None, unless it says so. */
  default Set<String> wantsExits() {
    return Set.of();
  }

  /**
   * Whether the kernel puts the program's memory at the same addresses in each run, without address
   * space layout randomization, see {@code ADDR_NO_RANDOMIZE} in personality(2). Where the host
   * does not permit that, as in many containers, addresses are random as ever. No, unless it says
   * so.
   */
  default boolean wantsFixedAddresses() {
    return false;
  }

  /**
   * A call that is about to be made.
   *
   * @return proceed, deny, kill, finish, rewrite, or returning, which does not make it
   */
  default Answer onEntry(Call call, Tracee tracee) {
    return Answer.proceed();
  }

  /**
   * A call that has been made, before the program gets its result. One that a signal has
   * interrupted, and that the kernel makes again, has an error that no errno(3) names. An exec that
   * succeeds has no end; see {@link #onExec}.
   *
   * @return proceed, kill, finish, or returning, which is what the program gets
   */
  default Answer onExit(Call call, Tracee tracee) {
    return Answer.proceed();
  }

  /**
   * A signal that is about to be delivered to a thread; never SIGKILL.
   *
   * @return proceed, suppress, deliver, kill or finish
   */
  default Answer onSignal(SignalEvent signal, Tracee tracee) {
    return Answer.proceed();
  }

  /**
   * A thread that has been created, perhaps as the first of a process, before its first
   * instruction. Its creator is 0 where that has not been told yet. The program itself begins with
   * {@link #onExec}.
   *
   * @return proceed, kill or finish
   */
  default Answer onStart(ThreadStart start, Tracee tracee) {
    return Answer.proceed();
  }

  /**
   * A program that a process has begun to execute, before its first instruction; also the first
   * one.
   *
   * @return proceed, kill or finish
   */
  default Answer onExec(Exec exec, Tracee tracee) {
    return Answer.proceed();
  }

  /**
   * A limit that the run has exceeded. The program goes on meanwhile, for a moment: where no answer
   * comes within a second, as the module is busy with another event, the limit ends the run. A
   * limit is asked about again when what the module has made of it is exceeded.
   *
   * @return proceed, with which the limit ends the run; extend, kill or finish
   */
  default Answer onLimit(LimitExceeded exceeded) {
    return Answer.proceed();
  }

  /**
   * A thread that is about to end. Its memory can still be read, unless SIGKILL ended it.
   *
   * @return proceed, kill or finish
   */
  default Answer onEnd(ThreadExit end, Tracee tracee) {
    return Answer.proceed();
  }
}
