/**
 * What this host can do for supervision, found out by trying, and the tools of the host that are
 * run for our own use. Not part of the public API.
 */
package org.sandtrap.tracer.host;
