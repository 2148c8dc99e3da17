/**
 * From where a stopped thread is to the code that led there, by the memory of its process: what
 * belongs to which file, and the call frame information of the DWARF standard. Knows nothing of
 * runs. Not part of the public API.
 */
package org.sandtrap.unwind;
