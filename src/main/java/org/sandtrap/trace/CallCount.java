package org.sandtrap.trace;

import java.time.Duration;

/**
 * The count of the calls of one name in one interface, those whose events were dropped included.
 *
 * @param name the name of the call
 * @param calls how many were made
 * @param errors how many of them failed
 * @param time how long they took together, with what the supervision of them took
 */
public record CallCount(String name, long calls, long errors, Duration time) {}
