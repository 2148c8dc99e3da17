package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/** Tests that nothing a program can choose troubles the decoders. */
class HostileCallTests {
  private static final int ROUNDS = 60;
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    3,
    4,
    6,
    8,
    9,
    16,
    17,
    41,
    127,
    128,
    255,
    4096,
    -1,
    -100,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0xffffffffL,
    0x5401,
    0x5413
  };

  @ParameterizedTest
  @EnumSource(value = Abi.class, mode = EnumSource.Mode.EXCLUDE, names = "ARM")
  void everyCallCanBeDecodedWhateverWasCopied(Abi abi) {
    Random random = new Random(abi.ordinal());
    for (String name : SyscallTable.of(abi).names()) {
      Syscall call = new Syscall(abi, SyscallTable.of(abi).number(name).orElseThrow());
      for (int i = 0; i < ROUNDS; i++) {
        check(
            new RawCall(
                call,
                registers(call, random),
                random.nextInt(4) > 0,
                random.nextInt(4) == 0,
                number(random),
                captures(call, random)));
      }
    }
  }

  private static void check(RawCall raw) {
    for (Argument argument : CallDecoder.arguments(raw)) {
      String text = argument.toString();
      assertThat(text.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f))
          .as("%s: %s", raw.call(), text)
          .isTrue();
      checkParts(argument.value());
    }
  }

  private static void checkParts(Value value) {
    if (value instanceof Value.Struct struct) {
      struct.fields().values().forEach(HostileCallTests::checkParts);
    } else if (value instanceof Value.Array list) {
      assertThat(list.length()).isGreaterThanOrEqualTo(list.values().size());
      list.values().forEach(HostileCallTests::checkParts);
    } else if (value instanceof Value.Bytes bytes) {
      assertThat(bytes.length()).isGreaterThanOrEqualTo(bytes.bytes().length);
    }
  }

  private static long number(Random random) {
    return random.nextInt(3) == 0 ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /** Often with what a capture asks for, so that all of them are reached. */
  private static long[] registers(Syscall call, Random random) {
    long[] registers = random.longs(6).toArray();
    for (int i = 0; i < registers.length; i++) {
      registers[i] = number(random);
    }
    List<Capture> captures = CaptureTable.of(call);
    if (!captures.isEmpty()) {
      Capture one = captures.get(random.nextInt(captures.size()));
      one.guardArgument().ifPresent(index -> registers[index] = one.guardValue());
    }
    return registers;
  }

  private static List<RawCapture> captures(Syscall call, Random random) {
    List<RawCapture> captures = new ArrayList<>();
    for (Capture capture : CaptureTable.of(call)) {
      for (boolean atExit : new boolean[] {false, true}) {
        for (RawCapture.Part part : RawCapture.Part.values()) {
          byte[] bytes = bytes(capture, random);
          RawCapture.Status status = RawCapture.Status.values()[Math.max(0, random.nextInt(6) - 3)];
          long whole =
              random.nextBoolean() ? bytes.length : bytes.length + (random.nextInt() & 0xffffL);
          captures.add(new RawCapture(capture.argument(), atExit, part, status, bytes, whole));
        }
      }
    }
    if (call.name().equals("socketcall")) {
      captures.add(whole(1, false, RawCapture.Part.BYTES, numbers(random)));
      for (int i = 0; i < 50; i++) {
        RawCapture.Part part =
            RawCapture.Part.values()[random.nextInt(RawCapture.Part.values().length)];
        byte[] bytes = new byte[random.nextInt(130)];
        random.nextBytes(bytes);
        captures.add(0, whole(Copy.ARRAY + random.nextInt(7), random.nextBoolean(), part, bytes));
      }
    }
    return captures;
  }

  private static byte[] numbers(Random random) {
    byte[] numbers = new byte[Integer.BYTES * random.nextInt(8)];
    random.nextBytes(numbers);
    return numbers;
  }

  private static RawCapture whole(
      int argument, boolean atExit, RawCapture.Part part, byte[] bytes) {
    return new RawCapture(argument, atExit, part, RawCapture.Status.WHOLE, bytes, bytes.length);
  }

  private static byte[] bytes(Capture capture, Random random) {
    int size =
        random.nextBoolean() && capture.unit() > 0
            ? capture.unit() * random.nextInt(4)
            : random.nextInt(200);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    for (int i = 0; i < size; i++) {
      // Small numbers now and then: lengths that are nearly right.
      bytes[i] = random.nextInt(3) == 0 ? (byte) random.nextInt(20) : bytes[i];
      bytes[i] = random.nextInt(3) == 0 ? 0 : bytes[i];
    }
    return bytes;
  }
}
