package org.sandtrap.tracer;

import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.unwind.CrashSite;

/**
 * What one thread was doing when its run was killed.
 *
 * @param tid the thread
 * @param pid its process
 * @param name the name of the thread
 * @param call the system call that it was in
 * @param site the code that it was executing, where that belongs to a file; empty in a call, where
 *     it is that of the C library
 * @param callers the code that led there, the innermost first
 */
public record LastLook(
    int tid,
    int pid,
    String name,
    Optional<Syscall> call,
    Optional<CrashSite> site,
    List<CrashSite> callers) {}
