/**
 * Runs in words, for the messages of assertions and for the files that a failed test attaches. Not
 * part of the public API.
 */
package org.sandtrap.message;
