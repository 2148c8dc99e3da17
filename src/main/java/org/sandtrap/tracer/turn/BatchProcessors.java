package org.sandtrap.tracer.turn;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The processors that a batch system has given this job, by the variables that it sets. Some set no
 * affinity and no control group, and expect the job to keep to what it has asked for.
 */
final class BatchProcessors {
  /**
   * For each system what its jobs have, then the variables that may say it, the more exact first.
   */
  private static final List<List<String>> SYSTEMS =
      List.of(
          List.of("SLURM_JOB_ID", "SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"),
          List.of("PBS_JOBID", "NCPUS", "PBS_NP"),
          List.of("LSB_JOBID", "LSB_DJOB_NUMPROC", "LSB_MAX_NUM_PROCESSORS"),
          List.of("SGE_TASK_ID", "NSLOTS"));

  private static final String COUNT = "[1-9][0-9]{0,5}";

  private BatchProcessors() {}

  /** So many; the least where one batch system runs in another, and empty outside of all. */
  static OptionalInt given(Map<String, String> environment) {
    return SYSTEMS.stream()
        .filter(system -> environment.containsKey(system.get(0)))
        .flatMapToInt(system -> said(system.subList(1, system.size()), environment))
        .min();
  }

  /** The first of these variables that is a number. */
  private static IntStream said(List<String> variables, Map<String, String> environment) {
    return variables.stream()
        .map(variable -> environment.getOrDefault(variable, ""))
        .filter(value -> value.matches(COUNT))
        .mapToInt(Integer::parseInt)
        .limit(1);
  }
}
