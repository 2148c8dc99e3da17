/**
 * Runs in formats for other programs; only reads them. Written with Jackson, which the user brings.
 * {@link org.sandtrap.report.RunJson} writes JSON, {@link org.sandtrap.report.TraceJson} the JSON
 * of traces, {@link org.sandtrap.report.SeccompJson} that of policies for containers.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.report;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
