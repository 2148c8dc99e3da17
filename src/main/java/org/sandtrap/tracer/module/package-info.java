/** The asking of policy modules at the stops of a run, on its tracer's thread. */
@NullMarked
package org.sandtrap.tracer.module;

import org.jspecify.annotations.NullMarked;
