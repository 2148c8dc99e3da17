/**
 * Grading in tests: submissions are compiled, run on cases, and get points for what is right. An
 * assignment is a test class.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.junit.grade;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
