/**
 * JUnit Jupiter runs programs: {@link org.sandtrap.junit.Sandboxed} on a test method or class. The
 * only user of JUnit, which the user brings: 5.14 or 6.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.junit;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
