package org.sandtrap.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;

class OutcomeBuilderTests {
  @ParameterizedTest
  @EnumSource(value = Abi.class, mode = EnumSource.Mode.EXCLUDE, names = "ARM") // has no table
  void theCallThatEndsAProcessIsKnownByItsNumber(Abi abi) {
    SyscallTable table = SyscallTable.of(abi);
    List<String> ending =
        table.names().stream()
            .filter(
                name ->
                    OutcomeBuilder.endsProcess(new Syscall(abi, table.number(name).orElseThrow())))
            .toList();
    assertThat(ending).containsExactly("exit_group");
  }
}
