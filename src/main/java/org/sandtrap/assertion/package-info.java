/**
 * Assertions on runs in the style of AssertJ, which the user brings; the only user of AssertJ.
 * {@link org.sandtrap.assertion.SandtrapAssertions} is the door in.
 */
package org.sandtrap.assertion;
