/**
 * What Linux calls things: signals and their codes, error numbers, binary interfaces and system
 * calls, each by number and by name. Knowledge only; this package depends on nothing.
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
 * </ul>
 */
package org.sandtrap.syscall;
