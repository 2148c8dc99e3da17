/**
 * Ceilings of a run: which there are, what they are set to, and the sizes and durations they are
 * written in; and what a run consumed. Values only, nothing here measures or enforces; this package
 * depends on nothing.
 *
 * <ul>
 *   <li>{@link org.sandtrap.limit.Limit}: what can be limited.
 *   <li>{@link org.sandtrap.limit.Limits}: the ceilings of one sandbox; {@link
 *       org.sandtrap.limit.Limited} has the methods that set them.
 *   <li>{@link org.sandtrap.limit.ByteSize} and {@link org.sandtrap.limit.DurationText}: how sizes
 *       and durations are written, such as {@code 64MiB} and {@code 250ms}.
 *   <li>{@link org.sandtrap.limit.Usage}: what was consumed, and which {@link
 *       org.sandtrap.limit.Figure} of it the host could not tell.
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.limit;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
