/** Policies in Java: code of the user's that sees events of a run as they happen, and decides. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.module;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
