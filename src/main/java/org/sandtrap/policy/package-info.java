/**
 * The rules about the system calls that a program may make. {@link org.sandtrap.policy.Rule} is one
 * line of a {@link org.sandtrap.policy.Policy}; {@link org.sandtrap.policy.CallFilter} is what the
 * kernel makes of it, together with the limits, and {@link org.sandtrap.policy.CallDecider} decides
 * about the calls that stop.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.policy;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
