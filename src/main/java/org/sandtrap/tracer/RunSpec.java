package org.sandtrap.tracer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.WantedCalls;
import org.sandtrap.trace.store.TraceStore;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.module.ActiveModule;
import org.sandtrap.tracer.stream.Sink;

/**
 * The specification of one run.
 *
 * @param plan what the child needs to know
 * @param output the sink for descriptor 1, if the plan has a pipe there
 * @param errors the sink for descriptor 2, if the plan has a pipe there
 * @param limits the ceilings
 * @param policy what may be called
 * @param modules the modules that decide about events
 * @param wanted the calls that stop for the trace and the modules
 * @param awaitLeftovers whether processes that outlive the main process are awaited instead of
 *     killed
 * @param privateDirectory the private directory of the run, if it has one
 * @param sampling how often to sample what the run has used, if at all
 * @param trace the store of the trace, if one is wanted
 * @param typing the terminal whose output goes to {@code output}, if the plan has one
 */
public record RunSpec(
    Plan plan,
    Optional<Sink> output,
    Optional<Sink> errors,
    Limits limits,
    Policy policy,
    List<ActiveModule> modules,
    WantedCalls wanted,
    boolean awaitLeftovers,
    Optional<Path> privateDirectory,
    Optional<Duration> sampling,
    Optional<TraceStore> trace,
    Optional<Typing> typing) {}
