package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.NamedProcess.Place;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.trace.SocketAddress;

/** Conditions on processes of the run: which calls they are about, and what they mean. */
class ProcessNamesTests {
  private static final int ASK = 0x7ff0_0008;
  private static final int ALLOW = 0x7fff_0000;
  private static final int ENOSYS = 0x0005_0026;
  private static final List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  /** These wait for children, which are of the run, or tell of them, whatever they are given. */
  private static final Set<String> OF_CHILDREN = Set.of("wait4", "waitpid", "waitid", "getrusage");

  private record Processes(Seen<NamedProcess> processes) implements Look {
    private static Processes of(Place... places) {
      return new Processes(
          new Seen<>(
              true, Arrays.stream(places).map(it -> new NamedProcess("process 7", it)).toList()));
    }

    @Override
    public Seen<String> paths() {
      throw new AssertionError("nothing asks for a path");
    }

    @Override
    public Seen<SocketAddress> addresses() {
      throw new AssertionError("nothing asks for an address");
    }
  }

  private static Policy denying(String... rules) {
    return Policy.none().closer(List.of(), List.of(rules));
  }

  private static Policy allowing(String... rules) {
    return Policy.none().closer(List.of(rules), List.of());
  }

  private static Syscall call(Abi abi, String name) {
    return new Syscall(abi, SyscallTable.of(abi).number(name).orElseThrow());
  }

  private static int answer(Policy policy, Abi abi, String name, long... arguments) {
    CallFilter filter = CallFilter.of("amd64", Limits.unlimited(), policy, abi == Abi.I386);
    Syscall call = call(abi, name);
    return new BpfMachine(filter.program())
        .run(abi.auditArch(), call.reportedNumber(), Arrays.copyOf(arguments, 6))
        .answer();
  }

  private static CallDecision.Kind decided(
      Policy policy, Look look, String name, long... arguments) {
    return new CallDecider(policy, Limits.unlimited())
        .decide(call(Abi.X86_64, name), Arrays.copyOf(arguments, 6), 77, false, look)
        .kind();
  }

  @Test
  void everyCallIsKnownThatTakesAProcess() {
    Set<String> missing = new TreeSet<>();
    for (Abi abi : INTERFACES) {
      for (String name : SyscallTable.of(abi).names()) {
        boolean takes =
            Signature.of(abi, name).stream()
                .flatMap(signature -> signature.arguments().stream())
                .anyMatch(ProcessNamesTests::isProcess);
        if (takes && ProcessNames.of(name).isEmpty()) {
          missing.add(name);
        }
      }
    }
    assertThat(missing).isEqualTo(OF_CHILDREN);
  }

  private static boolean isProcess(Argument argument) {
    return argument.kind() == ArgumentKind.PID || argument.name().matches("pidfd|who");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X86_64", "I386", "X32"})
  void whatRegistersTellNeedsNoStop(Abi abi) {
    Policy policy = denying("kill(pid!=run)", "fcntl(pid!=run)", "prlimit64(pid!=run)");
    if (abi != Abi.X32) { // whose calls are foreign
      assertThat(answer(policy, abi, "kill", 0, 9)).isEqualTo(ALLOW);
      assertThat(answer(policy, abi, "prlimit64", 0, 7)).isEqualTo(ALLOW);
      assertThat(answer(policy, abi, "fcntl", 1, 2, 1)).isEqualTo(ALLOW);
      assertThat(answer(policy, abi, "fcntl", 1, 15, 0x1000)).isEqualTo(ENOSYS);
      assertThat(answer(policy, abi, "pidfd_send_signal", 5, 9)).isEqualTo(ENOSYS);
    }
    for (long pid : new long[] {1, -1, -2, 0x7f_0000_0001L, Integer.MIN_VALUE}) {
      assertThat(answer(policy, abi, "kill", pid, 9)).as("kill %s", pid).isEqualTo(ASK);
    }
    assertThat(answer(policy, abi, "tgkill", 0, 0, 9)).isEqualTo(ASK);
    assertThat(answer(policy, abi, "fcntl", 1, 8, 5)).isEqualTo(ASK);
    assertThat(answer(policy, abi, "fcntl", 1, 0xf_0000_0008L, 5)).isEqualTo(ASK);
  }

  @ParameterizedTest
  @CsvSource({
    "kill, '5', NAMED",
    "kill, '-5', NAMED",
    "kill, '0', OWN",
    "kill, '-1', ALL",
    "kill, '0x100000000', OWN",
    "kill, '0x1ffffffff', ALL",
    "tkill, '0', NAMED",
    "setpriority, '0 0', OWN",
    "setpriority, '0 5', NAMED",
    "setpriority, '1 5', NAMED",
    "setpriority, '2 0', ALL",
    "ioprio_set, '1 0', OWN",
    "ioprio_set, '2 5', NAMED",
    "ioprio_set, '3 0', ALL",
    "perf_event_open, '0 0', OWN",
    "perf_event_open, '0 -1', ALL",
    "perf_event_open, '0 5', NAMED",
    "perf_event_open, '0 5 0 0 4', ALL",
    "prctl, '62 2 0', OWN",
    "prctl, '62 2 5', NAMED",
    "setrlimit, '7 0', OWN"
  })
  void callsMeanTheirOwnProcessesOrOthers(String name, String arguments, String reach) {
    long[] registers = Arrays.stream(arguments.split(" ")).mapToLong(Long::decode).toArray();
    Look inside = Processes.of(Place.RUN);
    Look outside = Processes.of(Place.OUTSIDE);
    String rule = "sys:" + name + "(pid%s=run)";
    boolean own = reach.equals("OWN");
    boolean named = reach.equals("NAMED");
    for (Look look : List.of(inside, outside)) {
      boolean of = own || (named && look == inside);
      boolean other = !own && !(named && look == inside);
      assertThat(denies(denying(rule.formatted("!")), look, name, registers)).isEqualTo(other);
      assertThat(denies(allowing(rule.formatted("")), look, name, registers)).isEqualTo(!of);
      boolean some = of || reach.equals("ALL");
      assertThat(denies(denying(rule.formatted("")), look, name, registers)).isEqualTo(some);
      assertThat(denies(allowing(rule.formatted("!")), look, name, registers)).isEqualTo(some);
    }
  }

  private static boolean denies(Policy policy, Look look, String name, long[] registers) {
    return decided(policy, look, name, registers) == CallDecision.Kind.DENIED;
  }

  @Test
  void allThatACallNamesCounts() {
    Look one = Processes.of(Place.RUN, Place.OUTSIDE);
    assertThat(decided(denying("tgkill(pid!=run)"), one, "tgkill", 5, 6))
        .isEqualTo(CallDecision.Kind.DENIED);
    assertThat(decided(allowing("tgkill(pid=run)"), one, "tgkill", 5, 6))
        .isEqualTo(CallDecision.Kind.DENIED);
    assertThat(decided(denying("kill(pid!=run)"), Look.NOTHING, "kill", 5))
        .isEqualTo(CallDecision.Kind.DENIED);
  }

  @Test
  void whoIsNotThereIsNobodyUnderAnyRule() {
    Look nobody = Processes.of(Place.NOWHERE);
    for (Policy policy : List.of(denying("kill(pid!=run)"), allowing("kill(pid=run)"))) {
      assertThat(decided(policy, nobody, "kill", 5)).isEqualTo(CallDecision.Kind.VAIN);
    }
    assertThat(decided(allowing("kill"), nobody, "kill", 5)).isEqualTo(CallDecision.Kind.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "kill(tid!=run);pid is the word for every process, thread and group that a call names",
        "kcmp(pid1=run);pid is the word for every process, thread and group that a call names",
        "kill(pid!=run|1);run is compared with = or !=, and stands alone",
        "kill(pid<run);run is compared with = or !=, and stands alone",
        "read(pid!=run);no call of 'read' names a process, as kill and setpriority do"
      })
  void otherConditionsAreRefused(String rule, String message) {
    assertThatThrownBy(() -> denying(rule))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsToldOfAProcessCanBeRead() {
    for (Place place : Place.values()) {
      NamedProcess process = new NamedProcess("group 17", place);
      assertThat(NamedProcess.parse(process.toString())).contains(process);
    }
    assertThat(NamedProcess.parse("/a file outside the run")).isEmpty();
    assertThat(NamedProcess.parse("127.0.0.1:80")).isEmpty();
  }
}
