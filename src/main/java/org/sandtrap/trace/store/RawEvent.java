package org.sandtrap.trace.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An event as it was recorded.
 *
 * @param kind its kind
 * @param time how long after the program's start
 * @param tid the thread
 * @param pid its process
 * @param numbers what its kind says; of a call how long it took in nanoseconds
 * @param call the call, if it is one
 * @param captures the file and the arguments of an exec; the siginfo_t of a signal
 */
public record RawEvent(
    EventKind kind,
    Duration time,
    int tid,
    int pid,
    long[] numbers,
    Optional<RawCall> call,
    List<RawCapture> captures) {}
