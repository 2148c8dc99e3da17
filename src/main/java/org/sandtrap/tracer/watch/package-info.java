/**
 * What touches a run from other threads than its tracer's: the watchdog, its checks of limits, and
 * the handle of a run that any thread may use. Not part of the public API.
 */
package org.sandtrap.tracer.watch;
