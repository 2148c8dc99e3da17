/**
 * The supervision of one run on its tracer's thread, from launch to end. It answers an {@link
 * org.sandtrap.tracer.Outcome}. Not part of the public API.
 *
 * <p>{@link org.sandtrap.tracer.Supervisor} is one run; {@link org.sandtrap.tracer.TracerThreads}
 * finds a thread for it. The packages below it hold what the run is made of: the native library,
 * the watchdog, the streams, the control groups, the turns, and what the host can do.
 *
 * <p>Where each limit is enforced, for the next one:
 *
 * <ul>
 *   <li>wall, cpu, idle: a check in {@code watch}, listed in {@link org.sandtrap.tracer.RunChecks}
 *   <li>disk, files: {@code watch.DiskCheck}
 *   <li>memory: {@link org.sandtrap.tracer.MemoryLimiter}, with {@code cgroup} or {@code
 *       watch.MemoryCheck}
 *   <li>output: {@link org.sandtrap.tracer.RunOutputs}, with {@code stream.OutputPipe}
 *   <li>processes, threads: {@code native/population.c}
 *   <li>addressSpace, stack, openFiles: {@code launch.Rlimits}; {@code policy.Recipe} and {@code
 *       native/calls.c} notice that a call met one
 *   <li>fileSize: {@code launch.Rlimits}, {@code native/filesize.c} and {@code watch.FileSizeCheck}
 * </ul>
 *
 * <p>The way of a new figure of usage: {@code native/usage.c}, {@code handshake.c}, {@code
 * binding.Layout}, {@code binding.RunTotals}, {@link org.sandtrap.tracer.UsageCollector}, {@code
 * limit.Usage} and {@code ProcessUsage}, {@code report.UsageFields}, {@code assertion.UsageFigure}.
 * That of a new record: {@code enum st_kind} in {@code tracer.h}, {@code handshake.c}, {@code
 * binding.Records}, {@link org.sandtrap.tracer.Supervisor}. A new probe of the host is a line of
 * {@code host.Host}.
 */
package org.sandtrap.tracer;
