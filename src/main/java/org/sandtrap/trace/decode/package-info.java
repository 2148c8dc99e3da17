/** What the bytes of an event mean: tables of structures, and the decoder of arguments. No API. */
@NullMarked
package org.sandtrap.trace.decode;

import org.jspecify.annotations.NullMarked;
