package org.sandtrap.tracer.turn;

import java.util.Map;
import java.util.OptionalInt;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.cgroup.CpuQuota;

/**
 * The processors that runs may use.
 *
 * @param available as the JVM counts them: its affinity, and the quota of its own control group
 * @param quota what the control groups above allow as well; empty where they limit nothing
 * @param batch what a batch system has given the job; empty outside of one
 */
public record RunProcessors(int available, OptionalInt quota, OptionalInt batch) {
  /** Those of this JVM. */
  public static RunProcessors of(KernelFiles files, Map<String, String> environment) {
    return new RunProcessors(
        Runtime.getRuntime().availableProcessors(),
        CpuQuota.processors(files),
        BatchProcessors.given(environment));
  }

  /** The least of them, which is how many runs execute at once unless somebody says otherwise. */
  public int least() {
    return Math.min(available, Math.min(quota.orElse(available), batch.orElse(available)));
  }

  /** In words: {@code 8 for this JVM, 4 by its control groups, 2 by the batch system}. */
  @Override
  public String toString() {
    return available
        + " for this JVM"
        + (quota.isPresent() ? ", " + quota.getAsInt() + " by its control groups" : "")
        + (batch.isPresent() ? ", " + batch.getAsInt() + " by the batch system" : "");
  }
}
