/**
 * Runs native Linux programs under supervision and reports what they did. {@link
 * org.sandtrap.Sandbox} is the door in, {@link org.sandtrap.Run} what comes out.
 *
 * <p>The map, from knowledge to integration. Each package uses only those above it, and a test
 * checks that. The names in italics are no API: they change at any time.
 *
 * <ul>
 *   <li>{@code org.sandtrap.syscall}: names of system calls, signals and errors; depends on nothing
 *   <li><i>{@code org.sandtrap.unwind}</i>: what is read from a program's file and stack; depends
 *       on nothing
 *   <li>{@code org.sandtrap.code}: places in a program's code, and what called them
 *   <li>{@code org.sandtrap.limit}: limits, sizes and usage
 *   <li>{@code org.sandtrap.isolation}: what a program can reach, as settings; depends on nothing
 *   <li>{@code org.sandtrap.trace.value}: what the arguments of system calls mean; depends on
 *       nothing
 *   <li>{@code org.sandtrap.trace.store}: events as they are kept, packed; for Sandtrap's own use
 *   <li><i>{@code org.sandtrap.trace.decode}</i>: from the bytes of an event to values
 *   <li>{@code org.sandtrap.trace}: what a program did: events, their forms, snapshots
 *   <li>{@code org.sandtrap.policy}: rules on what a program may call, and their seccomp filter
 *   <li>{@code org.sandtrap.module}: policies in Java, which see events of a run and decide
 *   <li><i>{@code org.sandtrap.tracer.binding}</i>: the contract {@code native/tracer.h} in Java;
 *       the only user of JNA
 *   <li><i>{@code org.sandtrap.tracer.turn}</i>: how many runs execute at once
 *   <li><i>{@code org.sandtrap.tracer.stream}</i>: the bytes that programs read and write
 *   <li><i>{@code org.sandtrap.tracer.watch}</i>: the watchdog and its checks of limits
 *   <li><i>{@code org.sandtrap.tracer.cgroup}</i>: control groups that limit memory
 *   <li><i>{@code org.sandtrap.tracer.look}</i>: what a call leads to that waits for an answer
 *   <li><i>{@code org.sandtrap.tracer.module}</i>: the asking of policy modules at stops
 *   <li><i>{@code org.sandtrap.tracer}</i>: the supervision of one run on its tracer's thread
 *   <li><i>{@code org.sandtrap.tracer.host}</i>: what this host can do
 *   <li><i>{@code org.sandtrap.launch}</i>: what a program is given
 *   <li><i>{@code org.sandtrap.confinement}</i>: how the host enforces an isolation
 *   <li>{@code org.sandtrap}: the doors
 *   <li><i>{@code org.sandtrap.message}</i>: runs in words
 *   <li>{@code org.sandtrap.assertion}: assertions on runs; the only user of AssertJ
 *   <li>{@code org.sandtrap.grade.check}: checkers, which say whether an output is right; JSON with
 *       Jackson
 *   <li>{@code org.sandtrap.grade.compile}: submissions that become programs
 *   <li>{@code org.sandtrap.grade.cases}: what programs are given, and what they must answer; YAML
 *       with SnakeYAML
 *   <li>{@code org.sandtrap.grade}: points and scores
 *   <li>{@code org.sandtrap.report}: runs and scores as JSON, with Jackson
 *   <li>{@code org.sandtrap.junit}: annotations and the extension; the only user of JUnit
 *   <li>{@code org.sandtrap.junit.grade}: annotations for grading
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
