/**
 * What a program can reach: settings, and what was in force in a run. {@link
 * org.sandtrap.isolation.Isolation} is all of it; nothing here makes a system call.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.isolation;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
