/** Control groups that limit the memory of runs, see cgroups(7). Not part of the public API. */
package org.sandtrap.tracer.cgroup;
