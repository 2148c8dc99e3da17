/** Places in the code of programs: what they are called, and what called them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.code;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
