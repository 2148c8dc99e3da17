package org.sandtrap.tracer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link RunSlots}. */
class RunSlotsTests {
  @Test
  void withoutANumberThereIsOneForEveryProcessor() {
    assertThat(RunSlots.count(null, Map.of()))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void aNumberIsTaken() {
    assertThat(RunSlots.count("1", Map.of())).isEqualTo(1);
    assertThat(RunSlots.count("999999", Map.of())).isEqualTo(999_999);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "two", "1.5", " 2", "1000000", "99999999999"})
  void anythingElseIsRefusedWithTheRemedy(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSlots.count(text, Map.of()))
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
    "SLURM_CPUS_PER_TASK=2, 16",
    "PBS_JOBID=1.host NCPUS=4, 4",
    "LSB_JOBID=7 LSB_DJOB_NUMPROC=5, 5",
    "SGE_TASK_ID=undefined NSLOTS=1, 1",
    "SLURM_JOB_ID=1 SLURM_CPUS_PER_TASK=64, 16",
    "SLURM_JOB_ID=1 SLURM_CPUS_PER_TASK=many SLURM_CPUS_ON_NODE=0, 16",
  })
  void aBatchSystemSaysHowManyProcessorsAJobHas(String variables, int expected) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ")) {
      environment.put(variable.split("=")[0], variable.split("=")[1]);
    }
    assertThat(BatchProcessors.atMost(16, environment)).isEqualTo(expected);
  }
}
