package org.sandtrap.tracer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.Policy;

/**
 * What one run shall be.
 *
 * @param plan what the child needs to know
 * @param output takes what comes out of descriptor 1, if the plan has a pipe there
 * @param errors takes what comes out of descriptor 2, if the plan has a pipe there
 * @param limits the ceilings
 * @param policy what may be called
 * @param awaitLeftovers whether processes that outlive the main process are awaited instead of
 *     killed
 * @param scratch the private directory of the run, if it has one
 * @param sampling how often to note what the run has used, if at all
 */
public record Order(
    Plan plan,
    Optional<Sink> output,
    Optional<Sink> errors,
    Limits limits,
    Policy policy,
    boolean awaitLeftovers,
    Optional<Path> scratch,
    Optional<Duration> sampling) {}
