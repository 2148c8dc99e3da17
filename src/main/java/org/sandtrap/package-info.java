/**
 * Runs native Linux programs under supervision and tells what they did. {@link
 * org.sandtrap.Sandbox} is the door in, {@link org.sandtrap.Run} what comes out.
 *
 * <p>The map, from knowledge to integration; each package knows only those above it, and a test
 * checks that:
 *
 * <ul>
 *   <li>{@code org.sandtrap.syscall}: names of system calls, signals, errors; depends on nothing
 *   <li>{@code org.sandtrap.limit}: limits and sizes; depends on nothing
 *   <li>{@code org.sandtrap.policy}: rules on what a program may call, and their seccomp filter
 *   <li>{@code org.sandtrap.unwind}: from where a thread is to its caller; depends on nothing, not
 *       public API
 *   <li>{@code org.sandtrap.tracer}: the mechanism; the only user of JNA; not public API
 *   <li>{@code org.sandtrap}: the doors
 *   <li>{@code org.sandtrap.assertion}: assertions on runs; the only user of AssertJ
 *   <li>{@code org.sandtrap.report}: runs as JSON; the only user of Jackson
 *   <li>{@code org.sandtrap.junit}: annotations and the extension; the only user of JUnit
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
