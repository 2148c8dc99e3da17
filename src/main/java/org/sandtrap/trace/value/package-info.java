/** What the arguments of calls mean: numbers, flags, texts, structures. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.trace.value;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
