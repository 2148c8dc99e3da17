/**
 * The limits of a run: which there are, what they are set to, and the sizes and durations they are
 * written in; and what a run consumed. Values only, nothing here measures or enforces; this package
 * depends on {@code syscall}, for the signal that ended a process.
 *
 * <ul>
 *   <li>{@link org.sandtrap.limit.Limit}: a resource that can be limited.
 *   <li>{@link org.sandtrap.limit.Limits}: the limits of one sandbox; {@link
 *       org.sandtrap.limit.Limited} has the methods that set them.
 *   <li>{@link org.sandtrap.limit.ByteSize} and {@link org.sandtrap.limit.DurationText}: the texts
 *       of sizes and durations, such as {@code 64MiB} and {@code 250ms}.
 *   <li>{@link org.sandtrap.limit.Usage}: the consumption of a run, and each {@link
 *       org.sandtrap.limit.Figure} of it that the host could not give.
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.limit;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
