package org.sandtrap.trace.decode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.store.RawCapture;

/** The arguments of ipc(2), whose order and places are other ones for each operation. */
final class IpcArguments {
  private static final int POINTER = 4;
  private static final int FIFTH = 5;
  private static final int VERSION_SHIFT = 16;

  /** The registers of each operation's arguments, in the order of the call of its own. */
  private static final Map<String, List<Integer>> PLACES =
      Map.ofEntries(
          Map.entry("SEMOP", List.of(1, POINTER, 2)),
          Map.entry("SEMGET", List.of(1, 2, 3)),
          Map.entry("SEMCTL", List.of(1, 2, 3, POINTER)),
          Map.entry("SEMTIMEDOP", List.of(1, POINTER, 2, FIFTH)),
          Map.entry("MSGSND", List.of(1, POINTER, 2, 3)),
          Map.entry("MSGRCV", List.of(1, POINTER, 2, FIFTH, 3)),
          Map.entry("MSGGET", List.of(1, 2)),
          Map.entry("MSGCTL", List.of(1, 2, POINTER)),
          Map.entry("SHMAT", List.of(1, POINTER, 2)),
          Map.entry("SHMDT", List.of(POINTER)),
          Map.entry("SHMGET", List.of(1, 2, 3)),
          Map.entry("SHMCTL", List.of(1, 2, POINTER)));

  private IpcArguments() {}

  static Optional<Subcall> of(RawCall raw) {
    long operation = raw.registers()[0] & (1 << VERSION_SHIFT) - 1;
    Optional<String> name = Subcall.constant(raw.call().abi(), "ipc_call", operation);
    return name.filter(PLACES::containsKey)
        .flatMap(one -> Subcall.direct(raw.call().abi(), one))
        .flatMap(call -> of(raw, call, name.orElseThrow()));
  }

  private static Optional<Subcall> of(RawCall raw, Syscall call, String operation) {
    List<Integer> places = PLACES.get(operation);
    long[] given = raw.registers().clone();
    boolean follows =
        operation.equals("SEMCTL")
            || operation.equals("MSGRCV") && raw.registers()[0] >>> VERSION_SHIFT == 0;
    if (follows && !follow(raw, given)) {
      return Optional.empty();
    }
    long[] registers = new long[given.length];
    for (int i = 0; i < places.size(); i++) {
      registers[i] = given[places.get(i)];
    }
    List<RawCapture> captures =
        raw.captures().stream()
            .filter(one -> operation.startsWith("SEM") && places.indexOf(one.argument()) == 1)
            .map(one -> one.of(1))
            .toList();
    RawCall direct =
        new RawCall(call, registers, raw.returned(), raw.failed(), raw.result(), captures);
    return Optional.of(new Subcall(direct, places.size()));
  }

  /** The last arguments of some operations are in memory: one, or two of them. */
  private static boolean follow(RawCall raw, long[] given) {
    Optional<Region> memory =
        raw.capture(POINTER, false, RawCapture.Part.BYTES)
            .filter(one -> one.status() == RawCapture.Status.WHOLE)
            .map(one -> Region.of(one.bytes()));
    memory.ifPresent(
        region -> {
          given[POINTER] = region.number(0, Integer.BYTES);
          given[FIFTH] = region.number(Integer.BYTES, Integer.BYTES);
        });
    return memory.isPresent();
  }
}
