/**
 * What a program is given: its command, environment, standard input, private directory and rlimits;
 * and how to launch it by hand. Not part of the public API.
 */
package org.sandtrap.launch;
