package org.sandtrap.trace;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.sandtrap.code.Callers;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.decode.Subcall;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/**
 * A system call that a program made. Its arguments are decoded when they are asked for. Immutable.
 */
public final class Call implements Event {
  private final int number;
  private final Duration time;
  private final int pid;
  private final int tid;
  private final Optional<Duration> duration;
  private final Optional<Refusal> refusal;
  private final Optional<Alteration> alteration;
  private final boolean awaited;
  private final Callers callers;
  private final RawCall raw;

  Call(
      int number,
      Duration time,
      int pid,
      int tid,
      Optional<Duration> duration,
      Optional<Refusal> refusal,
      Optional<Alteration> alteration,
      boolean awaited,
      Callers callers,
      RawCall raw) {
    this.number = number;
    this.time = time;
    this.pid = pid;
    this.tid = tid;
    this.duration = duration;
    this.refusal = refusal;
    this.alteration = alteration;
    this.awaited = awaited;
    this.callers = callers;
    this.raw = raw;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Duration time() {
    return time;
  }

  @Override
  public int pid() {
    return pid;
  }

  @Override
  public int tid() {
    return tid;
  }

  /** The call's number and interface. */
  public Syscall syscall() {
    return raw.call();
  }

  /** Its name: {@code openat}; {@code syscall 999} for a number that Linux does not know. */
  public String name() {
    return raw.call().name();
  }

  /** The interface through which it was made. */
  public Abi abi() {
    return raw.call().abi();
  }

  /** Its six arguments as they were in the registers. */
  public List<Long> registers() {
    return Arrays.stream(raw.registers()).boxed().toList();
  }

  /** How long it took; empty if it never returned. With what the supervision of it took. */
  public Optional<Duration> duration() {
    return duration;
  }

  /**
   * Whether it is known that it returned. A call does not that ends its thread, or in which its
   * thread was killed; and of a trace without results it is known only of what was refused.
   */
  public boolean returned() {
    return raw.returned();
  }

  /** Whether it returned, did not fail, and was made as the program gave it. */
  public boolean succeeded() {
    return raw.returned() && !raw.failed() && alteration.filter(it -> !it.made()).isEmpty();
  }

  /** Whether it returned an error. */
  public boolean failed() {
    return raw.returned() && raw.failed();
  }

  /** What it returned, an errno below zero if it failed; empty if it never returned. */
  public OptionalLong result() {
    return raw.returned() ? OptionalLong.of(raw.result()) : OptionalLong.empty();
  }

  /** The error it failed with; empty if it did not fail, or with a number that is no error. */
  public Optional<Errno> error() {
    return failed() ? Errno.of((int) -raw.result()) : Optional.empty();
  }

  /**
   * What the descriptor refers to that it returned, as the link in {@code /proc/PID/fd} says:
   * {@code /etc/passwd}, {@code pipe:[123]}. Empty if it returned none, or that is not known.
   */
  public Optional<String> resultTarget() {
    return direct()
        .raw
        .capture(RawCapture.RESULT, true, RawCapture.Part.LINK)
        .filter(link -> link.status() != RawCapture.Status.UNREADABLE)
        .map(link -> new String(link.bytes(), StandardCharsets.UTF_8));
  }

  /** The addresses that it dealt with, if it works on a socket: to connect, to send, to bind. */
  public List<Peer> peers() {
    return Peers.of(this);
  }

  /** Why it was not made, if a rule, a guard or a module refused it. */
  public Optional<Refusal> refusal() {
    return refusal;
  }

  /**
   * What a policy module has made of it, if it has changed its arguments or its result; its
   * arguments and its result here are those that the program gave and the kernel returned, as far
   * as it was made.
   */
  public Optional<Alteration> alteration() {
    return alteration;
  }

  /** Whether a rule denied it. */
  public boolean denied() {
    return refusal.filter(Refusal::byRule).isPresent();
  }

  /** Whether a guard refused it, or it is not available under supervision. */
  public boolean guarded() {
    return refusal.filter(one -> !one.byRule()).isPresent();
  }

  /**
   * The code that led to it, the innermost first; nothing unless the trace was asked for callers.
   */
  public Callers callers() {
    return callers;
  }

  /**
   * Whether a function has made it, or led to it, as far as is known: see {@link
   * Callers#areKnown()}.
   *
   * @param function the function's name: of C++ and Rust with what it is in ({@code
   *     app::Store::save}), with or without its parameters and template arguments
   * @throws IllegalArgumentException if it is empty
   */
  public boolean calledFrom(String function) {
    return callers.include(function);
  }

  /** Its arguments, decoded, in their order. */
  public List<Argument> arguments() {
    return org.sandtrap.trace.decode.CallDecoder.arguments(raw);
  }

  /** The value of the argument with this name in the manual: {@code pathname}. */
  public Optional<Value> argument(String name) {
    return arguments().stream()
        .filter(argument -> argument.name().equals(name))
        .map(Argument::value)
        .findFirst();
  }

  /** Whether it is the same call of the same trace, as far as can be seen. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Call call
        && call.number == number
        && call.tid == tid
        && call.time.equals(time)
        && call.syscall().equals(syscall())
        && call.registers().equals(registers())
        && call.result().equals(result());
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, time, tid, syscall());
  }

  /**
   * The call as strace(1) writes it: {@code openat(AT_FDCWD, "a", O_RDONLY) = 3}. A refused one
   * ends with {@code (denied)} or {@code (guarded: TRACING)}.
   */
  @Override
  public String toString() {
    return CallLine.of(this);
  }

  /** Whether its end was to be recorded. */
  boolean awaited() {
    return awaited;
  }

  RawCall raw() {
    return raw;
  }

  /** The call that it stands for, if it is socketcall(2) or ipc(2) of i386; else itself. */
  Call direct() {
    return Subcall.of(raw).map(subcall -> of(subcall.raw())).orElse(this);
  }

  private Call of(RawCall other) {
    return new Call(number, time, pid, tid, duration, refusal, alteration, awaited, callers, other);
  }
}
