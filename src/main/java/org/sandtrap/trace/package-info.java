/**
 * Traces: what a program did, as data. {@link org.sandtrap.trace.Trace} is the whole story of a
 * run, {@link org.sandtrap.trace.Event} one thing that happened.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.trace;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
