package org.sandtrap.trace.store;

import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;

/** A call's interface and number as one number: no object is made for each call of a trace. */
final class CallKey {
  private static final Abi[] INTERFACES = Abi.values();
  private static final int NUMBER_BITS = 16;
  private static final int NUMBERS = (1 << NUMBER_BITS) - 1;
  private static final int ALL = 6;

  /** How many arguments the calls have, plus one; 0: not looked up. */
  private final byte[] arguments = new byte[INTERFACES.length << NUMBER_BITS];

  /**
   * The key of a call.
   *
   * @param arch an AUDIT_ARCH constant
   * @param number as the kernel reports it; of one beyond 65534 no more is known than that
   */
  static int of(int arch, int number) {
    Abi abi = abi(arch, number);
    int own = abi == Abi.X32 ? new Syscall(abi, number).number() : number;
    boolean fits = own >= 0 && own < NUMBERS;
    return abi.ordinal() << NUMBER_BITS | (fits ? own : NUMBERS);
  }

  private static Abi abi(int arch, int number) {
    for (Abi abi : INTERFACES) {
      if (abi.auditArch() == arch) {
        return Abi.ofAuditArch(arch, number).orElse(abi);
      }
    }
    throw new IllegalArgumentException("no interface has AUDIT_ARCH " + Integer.toHexString(arch));
  }

  static Syscall call(int key) {
    int number = key & NUMBERS;
    return new Syscall(INTERFACES[key >> NUMBER_BITS], number == NUMBERS ? -1 : number);
  }

  /** How many arguments a call has. */
  int argumentCount(int key) {
    if (arguments[key] == 0) {
      int count = Signature.of(call(key)).map(one -> one.arguments().size()).orElse(ALL);
      arguments[key] = (byte) (count + 1);
    }
    return arguments[key] - 1;
  }
}
