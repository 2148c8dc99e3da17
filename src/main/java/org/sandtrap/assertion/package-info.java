/**
 * Assertions on runs in the style of AssertJ, which the user brings; the only user of AssertJ.
 * {@link org.sandtrap.assertion.SandtrapAssertions} is the door in.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.assertion;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
