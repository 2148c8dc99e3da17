package org.sandtrap.tracer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.unwind.CrashSite;

/**
 * What the tracer saw of one run.
 *
 * @param pid the main process
 * @param ending how the main process ended
 * @param wall from the exec of the program to the end of the run
 * @param stops why the run was ended from outside, the first reason first; empty when it was not
 * @param death where the main process died, if a signal killed it that a thread received
 * @param lastSignal the last signal the main process received
 * @param lastCall the last system call of the main process that was seen
 * @param leftovers the processes that were alive when the main process had ended
 * @param hits the limits that were reached without ending the run
 * @param denied the calls that rules denied
 * @param guarded the calls that guards refused
 * @param usage what the run consumed
 * @param samples the time line, empty unless one was asked for
 * @param lastLooks what the first threads to end were doing when the run was killed for the time it
 *     took, those that were executing code first
 */
public record Outcome(
    int pid,
    Ending ending,
    Duration wall,
    List<Stop> stops,
    Optional<Death> death,
    OptionalInt lastSignal,
    Optional<Syscall> lastCall,
    List<Survivor> leftovers,
    Set<Limit> hits,
    DeniedCalls denied,
    DeniedCalls guarded,
    Usage usage,
    List<UsageSample> samples,
    List<LastLook> lastLooks) {

  /** Copies the lists. */
  public Outcome {
    stops = List.copyOf(stops);
    leftovers = List.copyOf(leftovers);
    hits = Set.copyOf(hits);
    samples = List.copyOf(samples);
    lastLooks = List.copyOf(lastLooks);
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
   * @param signal what the kernel told of the signal
   * @param stackPointer where its stack was
   * @param site the code it was executing, if that belongs to a file
   * @param callers the code that led there, the innermost first
   */
  public record Death(
      SignalInfo signal, long stackPointer, Optional<CrashSite> site, List<CrashSite> callers) {}
}
