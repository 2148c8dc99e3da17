/**
 * The mechanism: launches a program, follows its processes and threads under ptrace(2), drains what
 * they write, watches the limits, and answers an {@link org.sandtrap.tracer.Outcome}. Not part of
 * the public API.
 *
 * <p>{@link org.sandtrap.tracer.Supervisor} is one run; {@link org.sandtrap.tracer.Tracer} finds a
 * thread for it. The native side is {@code native/}, and {@code tracer.h} is the contract between
 * the two; only this package uses JNA.
 */
package org.sandtrap.tracer;
