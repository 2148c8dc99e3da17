package org.sandtrap.trace.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.trace.store.RawCall;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.store.RawCapture.Part;
import org.sandtrap.trace.store.RawCapture.Status;
import org.sandtrap.trace.value.Argument;
import org.sandtrap.trace.value.Value;

/** A maker of recorded calls for tests. */
public final class RecordedCall {
  private final Syscall call;
  private final long[] registers = new long[6];
  private final List<RawCapture> captures = new ArrayList<>();
  private boolean returned;
  private boolean failed;
  private long result;

  private RecordedCall(Syscall call) {
    this.call = call;
  }

  /** A call that has not returned. */
  public static RecordedCall of(Abi abi, String name, long... registers) {
    int number = SyscallTable.of(abi).number(name).orElseThrow();
    RecordedCall made = new RecordedCall(new Syscall(abi, number));
    System.arraycopy(registers, 0, made.registers, 0, registers.length);
    return made;
  }

  /** A call of x86-64 that has not returned. */
  public static RecordedCall of(String name, long... registers) {
    return of(Abi.X86_64, name, registers);
  }

  /** Makes it return. */
  public RecordedCall returning(long value) {
    returned = true;
    result = value;
    failed = value < 0;
    return this;
  }

  /** Adds what was copied before it. */
  public RecordedCall in(int argument, Part part, byte[] bytes) {
    return with(argument, false, part, Status.WHOLE, bytes, bytes.length);
  }

  /** Adds bytes that were copied before it. */
  public RecordedCall in(int argument, byte[] bytes) {
    return in(argument, Part.BYTES, bytes);
  }

  /** Adds what was copied after it. */
  public RecordedCall out(int argument, Part part, byte[] bytes) {
    return with(argument, true, part, Status.WHOLE, bytes, bytes.length);
  }

  /** Adds bytes that were copied after it. */
  public RecordedCall out(int argument, byte[] bytes) {
    return out(argument, Part.BYTES, bytes);
  }

  /** Adds anything. */
  public RecordedCall with(
      int argument, boolean atExit, Part part, Status status, byte[] bytes, long whole) {
    captures.add(new RawCapture(argument, atExit, part, status, bytes, whole));
    return this;
  }

  /** The call as it is stored. */
  public RawCall raw() {
    return new RawCall(call, registers, returned, failed, result, captures);
  }

  /** The value of an argument. */
  public Value value(String name) {
    return CallDecoder.arguments(raw()).stream()
        .filter(argument -> argument.name().equals(name))
        .map(Argument::value)
        .findFirst()
        .orElseThrow();
  }

  /** The text of an argument. */
  public String text(String name) {
    return value(name).text();
  }

  /** The texts of all arguments. */
  public String texts() {
    return CallDecoder.arguments(raw()).stream()
        .map(argument -> argument.value().text())
        .collect(Collectors.joining(", "));
  }

  /** Numbers of four bytes. */
  public static byte[] ints(long... numbers) {
    ByteBuffer buffer = little(4 * numbers.length);
    for (long number : numbers) {
      buffer.putInt((int) number);
    }
    return buffer.array();
  }

  /** Numbers of eight bytes. */
  public static byte[] longs(long... numbers) {
    ByteBuffer buffer = little(8 * numbers.length);
    for (long number : numbers) {
      buffer.putLong(number);
    }
    return buffer.array();
  }

  /** A structure of so many bytes, all zero. */
  public static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A text as bytes. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
