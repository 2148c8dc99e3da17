/**
 * The grading of submissions: points, groups, gates, and what students are shown. An assignment is
 * a tree of graded items, and the results of its tests make its scores.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.grade;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
