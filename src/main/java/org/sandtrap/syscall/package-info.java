/**
 * The names of things in Linux: signals and their codes, error numbers, binary interfaces, system
 * calls, their arguments and the words for them, each by number and by name. Knowledge only; this
 * package depends on nothing.
 *
 * <ul>
 *   <li>{@link org.sandtrap.syscall.Signal} and {@link org.sandtrap.syscall.SignalCode}: a signal,
 *       and the reason why it came.
 *   <li>{@link org.sandtrap.syscall.Errno}: which error a system call gave.
 *   <li>{@link org.sandtrap.syscall.Abi}: the interface in whose numbers a program speaks to the
 *       kernel.
 *   <li>{@link org.sandtrap.syscall.Syscall} and {@link org.sandtrap.syscall.SyscallTable}: one
 *       system call, and the table of them for each binary interface.
 *   <li>{@link org.sandtrap.syscall.Signature}: what a system call takes, and which {@linkplain
 *       org.sandtrap.syscall.SyscallClass classes} of strace(1) it is in.
 *   <li>{@link org.sandtrap.syscall.Constants}: the named values that arguments have.
 *   <li>{@link org.sandtrap.syscall.Vocabulary}: the words for system calls that rules use, with
 *       their {@link org.sandtrap.syscall.Meaning}: {@link org.sandtrap.syscall.Family}, class,
 *       function of the C library or single call, each with its {@link
 *       org.sandtrap.syscall.Member}s.
 *   <li>{@link org.sandtrap.syscall.CallPattern}: a word with conditions on arguments, as it is
 *       written; {@link org.sandtrap.syscall.ResolvedCondition}: what a {@link
 *       org.sandtrap.syscall.Condition} asks in an interface.
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.syscall;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
