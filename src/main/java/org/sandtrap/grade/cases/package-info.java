/**
 * The cases of an assignment: what a program is given, and what it must answer, read from a
 * directory.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.grade.cases;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
