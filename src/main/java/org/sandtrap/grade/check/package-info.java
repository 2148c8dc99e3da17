/**
 * Checkers, which decide whether what a program wrote is right. {@link
 * org.sandtrap.grade.check.Checker} is what they have in common, {@link
 * org.sandtrap.grade.check.Checkers} finds one by its name.
 *
 * <p>The words are Kattis's: the <i>input</i> is what the program read, the <i>answer</i> what the
 * teacher expects, the <i>output</i> what the program wrote. The output is hostile; the answer is
 * not.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.grade.check;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
