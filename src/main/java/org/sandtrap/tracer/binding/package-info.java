/**
 * The contract {@code native/tracer.h} in Java: every type here changes when that file changes, or
 * loads the library. The only package that uses JNA. Not part of the public API.
 */
package org.sandtrap.tracer.binding;
