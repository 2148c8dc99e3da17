/**
 * Events as they are kept while a program runs: packed, and not decoded. For Sandtrap's own use.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package org.sandtrap.trace.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
