/** How isolation is enforced on this host. */
@NullMarked
package org.sandtrap.confinement;

import org.jspecify.annotations.NullMarked;
