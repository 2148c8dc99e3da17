package org.sandtrap.tracer;

import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.SignalInfo;
import org.sandtrap.unwind.CodeSite;

/**
 * A snapshot of one thread when its run was killed: what it was doing.
 *
 * @param tid the thread
 * @param pid its process
 * @param name the name of the thread
 * @param call the system call that it was in
 * @param site the code that it was executing, where that belongs to a file; empty in a call, where
 *     it is that of the C library
 * @param callers the code that led there, the innermost first
 * @param stop the signal of job control by which it stood still, if it did
 */
public record FinalThreadSnapshot(
    int tid,
    int pid,
    String name,
    Optional<Syscall> call,
    Optional<CodeSite> site,
    List<CodeSite> callers,
    Optional<SignalInfo> stop) {}
