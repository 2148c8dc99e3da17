package org.sandtrap.limit;

import java.time.Duration;

/**
 * One point of a time line: what a run had used at a moment.
 *
 * @param at how long the program had been running
 * @param cpu CPU time of all processes so far
 * @param memory resident memory of all processes at that moment, shared pages counted for each
 * @param processes how many processes were alive
 * @param threads how many threads were alive, in all processes
 */
public record UsageSample(Duration at, Duration cpu, ByteSize memory, int processes, int threads) {}
