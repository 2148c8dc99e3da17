/**
 * The bytes that programs read and write: pipes, the pump that drains them, and where they go. Not
 * part of the public API.
 */
package org.sandtrap.tracer.stream;
