/**
 * How the host enforces an isolation: settings and what the host offers become what a launch needs,
 * or a refusal that says what is missing. Not part of the public API.
 */
package org.sandtrap.confinement;
