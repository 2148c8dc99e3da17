/**
 * The turns of runs: how many execute at once in this JVM, and between the JVMs of one user. Not
 * part of the public API.
 */
package org.sandtrap.tracer.turn;
