/**
 * Assertions on runs and their traces in the style of AssertJ, which the user brings; the only user
 * of AssertJ.
 *
 * <ul>
 *   <li>{@link org.sandtrap.assertion.SandtrapAssertions} is the door in, {@link
 *       org.sandtrap.assertion.BddSandtrapAssertions} that for given, when, then
 *   <li>{@link org.sandtrap.assertion.SandtrapSoftAssertions} collect failures
 *   <li>{@link org.sandtrap.assertion.SandtrapInstanceOfAssertFactories} lead here from AssertJ's
 *       own assertions
 *   <li>{@link org.sandtrap.assertion.SandtrapRepresentation} is how those show what is ours
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package org.sandtrap.assertion;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
