/**
 * The compile step of grading: submissions become programs, and files that are missing or do not
 * belong there are found before.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.grade.compile;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
