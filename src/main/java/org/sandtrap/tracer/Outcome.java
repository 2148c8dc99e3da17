package org.sandtrap.tracer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.Ending;
import org.sandtrap.tracer.binding.SignalInfo;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.unwind.CodeSite;

/**
 * The outcome of one run, as the tracer saw it.
 *
 * @param pid the main process
 * @param ending how the main process ended
 * @param wall from the exec of the program to the end of the run
 * @param reasons why the run was ended from outside, the first reason first; empty when it was not
 * @param death where the main process died, if a signal killed it that a thread received
 * @param crashes where other processes crashed, by their ids, the first ones
 * @param lastSignal the last signal the main process received
 * @param lastCall the last system call of the main process that was seen
 * @param leftovers the processes that were alive when the main process had ended
 * @param hits the limits that were reached without ending the run
 * @param denied the calls that rules or modules denied
 * @param guarded the calls that guards refused
 * @param moduleTime how long modules have taken
 * @param usage what the run consumed
 * @param samples the time line, empty unless one was asked for
 * @param finalThreads what the first threads to end were doing when the run was killed for the time
 *     it took, threads that were executing code first
 */
public record Outcome(
    int pid,
    Ending ending,
    Duration wall,
    List<KillReason> reasons,
    Optional<Death> death,
    Map<Integer, Death> crashes,
    OptionalInt lastSignal,
    Optional<Syscall> lastCall,
    List<Survivor> leftovers,
    Set<Limit> hits,
    DeniedCalls denied,
    DeniedCalls guarded,
    Duration moduleTime,
    Usage usage,
    List<UsageSample> samples,
    List<FinalThreadSnapshot> finalThreads) {

  /** Copies the collections. */
  public Outcome {
    reasons = List.copyOf(reasons);
    crashes = Map.copyOf(crashes);
    leftovers = List.copyOf(leftovers);
    hits = Set.copyOf(hits);
    samples = List.copyOf(samples);
    finalThreads = List.copyOf(finalThreads);
  }

  /**
   * A process that was alive when the main process had ended.
   *
   * @param pid its id
   * @param name its name, see proc_pid_comm(5)
   */
  public record Survivor(int pid, String name) {}

  /**
   * The end of a thread by a signal.
   *
   * @param signal what the kernel says of the signal
   * @param stackPointer where its stack was
   * @param site the code it was executing, if that belongs to a file
   * @param callers the code that led there, the innermost first
   * @param limits the resource limits that the process had, as in /proc; "" for signals that have
   *     nothing to do with them
   */
  public record Death(
      SignalInfo signal,
      long stackPointer,
      Optional<CodeSite> site,
      List<CodeSite> callers,
      String limits) {}
}
