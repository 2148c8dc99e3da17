package org.sandtrap.tracer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.tracer.binding.KernelFiles;

/** Tests of {@link RunSlots}. */
class RunSlotsTests {
  @Test
  void withoutANumberThereIsOneForEveryProcessorThatRunsMayUse() {
    assertThat(RunSlots.count(null))
        .isEqualTo(RunProcessors.of(KernelFiles.HERE, System.getenv()).least());
  }

  @Test
  void aNumberIsTaken() {
    assertThat(RunSlots.count("1")).isEqualTo(1);
    assertThat(RunSlots.count("999999")).isEqualTo(999_999);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "two", "1.5", " 2", "1000000", "99999999999"})
  void anythingElseIsRefusedWithTheRemedy(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSlots.count(text))
        .withMessage(
            "System property sandtrap.parallel is '"
                + text
                + "', but must be the number of runs that may execute at once, 1 or more. Leave it"
                + " out for one per CPU.");
  }

  @ParameterizedTest
  @CsvSource({
    "SLURM_JOB_ID=1 SLURM_CPUS_PER_TASK=2 SLURM_CPUS_ON_NODE=8, 2",
    "SLURM_JOB_ID=1 SLURM_CPUS_ON_NODE=3, 3",
    "SLURM_CPUS_PER_TASK=2, ",
    "PBS_JOBID=1.host NCPUS=4, 4",
    "LSB_JOBID=7 LSB_DJOB_NUMPROC=5, 5",
    "SGE_TASK_ID=undefined NSLOTS=1, 1",
    "SLURM_JOB_ID=1 SLURM_CPUS_PER_TASK=64, 64",
    "SLURM_JOB_ID=1 SLURM_CPUS_PER_TASK=many SLURM_CPUS_ON_NODE=0, ",
    "PBS_JOBID=1.host PBS_NP=6, 6",
    "LSB_JOBID=7 LSB_MAX_NUM_PROCESSORS=12, 12",
    "SLURM_JOB_ID=1 SLURM_CPUS_ON_NODE=8 PBS_JOBID=1.host NCPUS=4, 4",
  })
  void aBatchSystemSaysHowManyProcessorsAJobHas(String variables, Integer expected) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ")) {
      environment.put(variable.split("=")[0], variable.split("=")[1]);
    }
    assertThat(BatchProcessors.given(environment)).isEqualTo(optional(expected));
  }

  @ParameterizedTest
  @CsvSource({"8, , , 8", "8, 4, , 4", "8, , 2, 2", "8, 4, 2, 2", "8, 3, 5, 3", "1, 3, 5, 1"})
  void theLeastCounts(int available, Integer quota, Integer batch, int least) {
    assertThat(new RunProcessors(available, optional(quota), optional(batch)).least())
        .isEqualTo(least);
  }

  private static OptionalInt optional(Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  @Test
  void theReasonIsTold() {
    assertThat(new RunProcessors(8, OptionalInt.of(4), OptionalInt.of(2)))
        .hasToString("8 for this JVM, 4 by its control groups, 2 by the batch system");
    assertThat(new RunProcessors(8, OptionalInt.empty(), OptionalInt.empty()))
        .hasToString("8 for this JVM");
  }
}
