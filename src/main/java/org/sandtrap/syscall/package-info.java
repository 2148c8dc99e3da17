/**
 * What Linux calls things: signals and their codes, error numbers, binary interfaces, system calls,
 * their arguments and the words for them, each by number and by name. Knowledge only; this package
 * depends on nothing.
 *
 * <ul>
 *   <li>{@link org.sandtrap.syscall.Signal} and {@link org.sandtrap.syscall.SignalCode}: which
 *       signal it was, and why it came.
 *   <li>{@link org.sandtrap.syscall.Errno}: which error a system call gave.
 *   <li>{@link org.sandtrap.syscall.Abi}: in whose numbers a program speaks to the kernel.
 *   <li>{@link org.sandtrap.syscall.Syscall} and {@link org.sandtrap.syscall.SyscallTable}: one
 *       system call, and the table of them for each binary interface.
 *   <li>{@link org.sandtrap.syscall.Signature}: what a system call takes, and which {@linkplain
 *       org.sandtrap.syscall.SyscallClass classes} of strace(1) it is in.
 *   <li>{@link org.sandtrap.syscall.Constants}: the named values that arguments have.
 *   <li>{@link org.sandtrap.syscall.Vocabulary}: the words for system calls that rules use, with
 *       their {@link org.sandtrap.syscall.Meaning}: {@link org.sandtrap.syscall.Family}, class,
 *       function of the C library or single call, each with its {@link
 *       org.sandtrap.syscall.Member}s.
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.syscall;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
