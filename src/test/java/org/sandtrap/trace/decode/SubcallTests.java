package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.trace.decode.RecordedCall.bytes;
import static org.sandtrap.trace.decode.RecordedCall.ints;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.trace.store.RawCapture.Part;
import org.sandtrap.trace.store.RawCapture.Status;

/** Tests that what i386 calls through socketcall(2) and ipc(2) is decoded as what it is. */
class SubcallTests {
  private static final byte[] LOCAL_80 = bytes("\2\0\0\120\177\0\0\1\0\0\0\0\0\0\0\0");

  private static RecordedCall socketcall(int call, long... arguments) {
    return RecordedCall.of(Abi.I386, "socketcall", call, 0x10).in(1, ints(arguments));
  }

  private static RecordedCall ipc(long... registers) {
    return RecordedCall.of(Abi.I386, "ipc", registers);
  }

  @Test
  void aConnectionHasItsAddress() {
    RecordedCall call =
        socketcall(3, 5, 0x20, 16)
            .in(Copy.ARRAY, Part.LINK, bytes("socket:[7]"))
            .in(Copy.ARRAY + 1, LOCAL_80)
            .returning(0);
    assertThat(call.texts())
        .isEqualTo(
            "SYS_CONNECT, 5, {sa_family=AF_INET, sin_port=htons(80),"
                + " sin_addr=inet_addr(\"127.0.0.1\")}, 16");
    assertThat(call.value("sockfd")).hasFieldOrPropertyWithValue("number", 5);
    Subcall subcall = Subcall.of(call.raw()).orElseThrow();
    assertThat(subcall.raw().call().name()).isEqualTo("connect");
    assertThat(subcall.raw().capture(0, false, Part.LINK)).isPresent();
    assertThat(subcall.raw().returned()).isTrue();
  }

  @Test
  void whatHasNoCallOfItsOwnHasOnlyTheArgumentsThatWereGiven() {
    assertThat(
            socketcall(5, 3, 0x20, 0x30)
                .in(Copy.ARRAY + 2, ints(16))
                .returning(4)
                .out(Copy.ARRAY + 1, LOCAL_80)
                .out(Copy.ARRAY + 2, ints(16))
                .texts())
        .isEqualTo(
            "SYS_ACCEPT, 3, {sa_family=AF_INET, sin_port=htons(80),"
                + " sin_addr=inet_addr(\"127.0.0.1\")}, [16]");
    assertThat(socketcall(9, 3, 0x20, 2, 0).in(Copy.ARRAY + 1, bytes("hi")).texts())
        .isEqualTo("SYS_SEND, 3, \"hi\", 2, 0");
    assertThat(socketcall(1, 2, 1, 0).texts())
        .isEqualTo("SYS_SOCKET, AF_INET, SOCK_STREAM, IPPROTO_IP");
  }

  @Test
  void argumentsThatCannotBeReadAreAnAddress() {
    RecordedCall unreadable =
        RecordedCall.of(Abi.I386, "socketcall", 3, 0x10)
            .with(1, false, Part.BYTES, Status.UNREADABLE, new byte[0], 12);
    assertThat(unreadable.texts()).isEqualTo("SYS_CONNECT, 0x10");
    assertThat(Subcall.of(unreadable.raw())).isEmpty();
    assertThat(RecordedCall.of(Abi.I386, "socketcall", 99, 0x10).texts()).endsWith(", 0x10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2  | SEMGET | semget",
        "13 | MSGGET | msgget",
        "23 | SHMGET | shmget",
        "24 | SHMCTL | shmctl",
        "14 | MSGCTL | msgctl",
        "21 | SHMAT | shmat",
        "22 | SHMDT | shmdt",
        "11 | MSGSND | msgsnd"
      })
  void anOperationOfIpcIsTheCallOfItsOwn(int number, String start, String name) {
    RecordedCall call = ipc(number, 1, 2, 3, 0x40, 5);
    assertThat(Subcall.of(call.raw()).orElseThrow().raw().call().name()).isEqualTo(name);
    assertThat(call.texts()).startsWith(start + ", ");
  }

  @Test
  void theArgumentsOfIpcAreInTheOrderOfTheCall() {
    assertThat(ipc(11, 1, 2, 0x800, 0x40).texts()).isEqualTo("MSGSND, 1, 0x40, 2, IPC_NOWAIT");
    assertThat(ipc(21, 1, 0x1000, 0, 0x40).texts()).isEqualTo("SHMAT, 1, 0x40, SHM_RDONLY");
    assertThat(ipc(22, 0, 0, 0, 0x40).texts()).isEqualTo("SHMDT, 0x40");
  }

  @Test
  void someArgumentsOfIpcAreInMemory() {
    assertThat(ipc(12, 1, 2, 0, 0x40).in(4, ints(0x50, 7)).texts())
        .isEqualTo("MSGRCV, 1, 0x50, 2, 7, 0");
    assertThat(ipc(1 << 16 | 12, 1, 2, 0, 0x40, 8).texts())
        .isEqualTo("MSGRCV|0x10000, 1, 0x40, 2, 8, 0");
    assertThat(ipc(12, 1, 2, 0, 0x40).texts()).as("not read").contains("0x40");
    assertThat(ipc(3, 1, 0, 16, 0x40).in(4, ints(9)).texts())
        .isEqualTo("SEMCTL, 1, 0, SETVAL, 0x9");
  }

  @Test
  void operationsOnSemaphoresAreShown() {
    byte[] operation = {1, 0, -1, -1, 0, 0};
    assertThat(ipc(1, 5, 1, 0, 0x40).in(4, operation).texts())
        .isEqualTo("SEMOP, 5, [{sem_num=1, sem_op=-1, sem_flg=IPC_PRIVATE}], 1");
    assertThat(ipc(4, 5, 1, 0, 0x40, 0x60).in(4, operation).texts())
        .isEqualTo("SEMTIMEDOP, 5, [{sem_num=1, sem_op=-1, sem_flg=IPC_PRIVATE}], 1, 0x60");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socketcall", "ipc_call"})
  void everyOperationHasACallOfItsOwn(String set) {
    assertThat(Constants.in(set))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            one ->
                assertThat(Subcall.direct(Abi.I386, one.name().replaceFirst("^SYS_", "")))
                    .as(one.name())
                    .isPresent());
  }

  @Test
  void thePlanFollowsTheArgumentsOfEachSocketcall() {
    int number = SyscallTable.of(Abi.I386).number("socketcall").orElseThrow();
    CapturePlan plan = CapturePlan.plan();
    List<Copy> copies = plan.lists().get(plan.list(Abi.I386, number));
    assertThat(copies).hasSize(20).allMatch(Copy.OfArguments.class::isInstance);
    Copy.OfArguments connect =
        copies.stream()
            .map(Copy.OfArguments.class::cast)
            .filter(copy -> copy.guardValue() == 3)
            .findFirst()
            .orElseThrow();
    int direct = SyscallTable.of(Abi.I386).number("connect").orElseThrow();
    assertThat(connect.bytes()).isEqualTo(12);
    assertThat(connect.list()).isEqualTo(plan.list(Abi.I386, direct));
    assertThat(new Syscall(Abi.I386, direct).name()).isEqualTo("connect");
  }
}
