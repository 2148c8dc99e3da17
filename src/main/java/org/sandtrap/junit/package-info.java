/**
 * JUnit Jupiter runs programs: {@link org.sandtrap.junit.Sandboxed} on a test method or class. The
 * only user of JUnit, which the user brings: 5.14 or 6.
 */
package org.sandtrap.junit;
