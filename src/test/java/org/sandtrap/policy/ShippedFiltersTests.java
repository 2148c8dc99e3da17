package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limits;

/** What is found in the jar is what would be compiled. */
class ShippedFiltersTests {
  @ParameterizedTest
  @CsvSource({"amd64, false", "amd64, true", "aarch64, false", "aarch64, true"})
  void eachIsTheOneThatWouldBeCompiled(String machine, boolean narrow) {
    assertThat(ShippedFilters.combinations()).hasSize(8);
    for (Limits limits : ShippedFilters.combinations()) {
      // Of limits that no filter depends on there may be any.
      Limits more = limits.withWall("3s").withMemory("64MiB").withProcesses("7");
      FilterTemplate compiled =
          FilterCompiler.compile(machine, more, Policy.none(), WantedCalls.NONE, narrow);
      FilterTemplate found = ShippedFilters.find(machine, more, narrow).orElseThrow();
      assertThat(found.program()).as("%s", limits).isEqualTo(compiled.program());
      assertThat(found.lower()).isEqualTo(compiled.lower());
      assertThat(found.upper()).isEqualTo(compiled.upper());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "aarch64"})
  void aFilterForALimitOfFileSizeIsCompiled(String machine) {
    Limits limits = Limits.defaults().withFileSize("1MiB");
    assertThat(ShippedFilters.find(machine, limits, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"riscv64", "../amd64"})
  void forAnotherMachineThereIsNone(String machine) {
    assertThat(ShippedFilters.find(machine, Limits.defaults(), false)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-ptrace", "fork", "foreign", "-foreign"})
  void aPolicyThatSaysSomethingIsNotPlain(String rule) {
    assertThat(Policy.none().closer(List.of(), List.of(rule), Optional.empty()).isPlain())
        .isFalse();
    assertThat(Policy.none().isPlain()).isTrue();
    assertThat(Policy.none().onDenied(Reaction.of(org.sandtrap.syscall.Errno.EACCES)).isPlain())
        .isTrue();
  }
}
