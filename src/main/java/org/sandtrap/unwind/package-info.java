/**
 * What is read from a program's file and stack: from where a thread is to its callers, by the
 * headers and the call frame information of its modules. Knows nothing of runs. Not part of the
 * public API.
 */
package org.sandtrap.unwind;
