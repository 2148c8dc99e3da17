package org.sandtrap.module;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import org.sandtrap.syscall.Abi;

/**
 * A thread that is held while a {@link PolicyModule} decides about an event of it. It may be used
 * by the module only, on its thread, and until it has answered; later uses throw {@link
 * IllegalStateException}.
 *
 * <p>Memory is read and written at any address; what is not mapped, or belongs to a program that
 * serves its memory itself (userfaultfd(2), FUSE), answers nothing, and is not waited for. Other
 * threads of the process go on meanwhile, and may change what was read.
 */
public interface Tracee {
  /** The process. */
  int pid();

  /** The thread. */
  int tid();

  /** The parent of the process, as it is now; 0 if that is not known. */
  int parentPid();

  /** The interface of the call that it makes, or else of the program that it executes. */
  Abi abi();

  /** The arguments that its program was started with, the first of which is its name. */
  List<String> commandLine();

  /** The working directory; empty if that may not be read. */
  Optional<String> directory();

  /** What its descriptors refer to, as the links in {@code /proc/PID/fd} say. */
  Map<Integer, String> descriptors();

  /**
   * What a descriptor refers to: {@code /etc/passwd}, {@code pipe:[123]}; empty if it is closed.
   */
  Optional<String> descriptor(int number);

  /**
   * The register of an argument of the call that it makes.
   *
   * @param index from 0 to 5
   * @throws IllegalStateException if the event is no call
   * @throws IndexOutOfBoundsException if a call has no such argument
   */
  long argument(int index);

  /** The register of the argument of this name; empty if the call has none. */
  OptionalLong argument(String name);

  /** Where it goes on, the instruction pointer. */
  long instructionPointer();

  /** Its stack pointer. */
  long stackPointer();

  /**
   * Bytes at an address; empty unless all of them can be read.
   *
   * @throws IllegalArgumentException if more than 16 MiB are asked for
   */
  Optional<byte[]> read(long address, int length);

  /**
   * Writes bytes, also where the program itself may not.
   *
   * @return whether all of them were written
   */
  boolean write(long address, byte[] bytes);

  /**
   * A text that ends with NUL, in UTF-8, without it.
   *
   * @param most how many bytes are looked at; a text that is longer is cut there
   * @return empty if not even its first byte can be read
   */
  Optional<String> readString(long address, int most);

  /** How many bytes an address has in its interface: 8, or 4. */
  default int pointerSize() {
    return abi() == Abi.I386 || abi() == Abi.X32 || abi() == Abi.ARM ? Integer.BYTES : Long.BYTES;
  }

  /** A number of 8 bits with its sign. */
  default OptionalInt readByte(long address) {
    return number(address, Byte.BYTES, bytes -> (int) bytes.get());
  }

  /** A number of 8 bits without sign. */
  default OptionalInt readUnsignedByte(long address) {
    return number(address, Byte.BYTES, bytes -> Byte.toUnsignedInt(bytes.get()));
  }

  /** A number of 16 bits with its sign. */
  default OptionalInt readShort(long address) {
    return number(address, Short.BYTES, bytes -> (int) bytes.getShort());
  }

  /** A number of 16 bits without sign. */
  default OptionalInt readUnsignedShort(long address) {
    return number(address, Short.BYTES, bytes -> Short.toUnsignedInt(bytes.getShort()));
  }

  /** A number of 32 bits with its sign. */
  default OptionalInt readInt(long address) {
    return number(address, Integer.BYTES, ByteBuffer::getInt);
  }

  /** A number of 32 bits without sign. */
  default OptionalLong readUnsignedInt(long address) {
    OptionalInt bits = readInt(address);
    return bits.isPresent()
        ? OptionalLong.of(Integer.toUnsignedLong(bits.getAsInt()))
        : OptionalLong.empty();
  }

  /** A number of 64 bits; one without sign see {@link Long#toUnsignedString}. */
  default OptionalLong readLong(long address) {
    return read(address, Long.BYTES)
        .map(bytes -> OptionalLong.of(inOrder(bytes).getLong()))
        .orElseGet(OptionalLong::empty);
  }

  /** A number of type float. */
  default OptionalDouble readFloat(long address) {
    return read(address, Float.BYTES)
        .map(bytes -> OptionalDouble.of(inOrder(bytes).getFloat()))
        .orElseGet(OptionalDouble::empty);
  }

  /** A number of type double. */
  default OptionalDouble readDouble(long address) {
    return read(address, Double.BYTES)
        .map(bytes -> OptionalDouble.of(inOrder(bytes).getDouble()))
        .orElseGet(OptionalDouble::empty);
  }

  /** An address. */
  default OptionalLong readPointer(long address) {
    return pointerSize() == Integer.BYTES ? readUnsignedInt(address) : readLong(address);
  }

  /**
   * A list of addresses that ends with a null one, such as {@code argv}, without that.
   *
   * @param most how many are looked at
   * @return empty if not all of them can be read
   */
  default Optional<List<Long>> readPointers(long address, int most) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      OptionalLong pointer = readPointer(address + (long) i * pointerSize());
      if (pointer.isEmpty()) {
        return Optional.empty();
      }
      if (pointer.getAsLong() == 0) {
        break;
      }
      all.add(pointer.getAsLong());
    }
    return Optional.of(List.copyOf(all));
  }

  /** Writes a number of 8 bits. */
  default boolean writeByte(long address, int value) {
    return write(address, new byte[] {(byte) value});
  }

  /** Writes a number of 16 bits. */
  default boolean writeShort(long address, int value) {
    return write(address, inOrder(new byte[Short.BYTES]).putShort((short) value).array());
  }

  /** Writes a number of 32 bits. */
  default boolean writeInt(long address, int value) {
    return write(address, inOrder(new byte[Integer.BYTES]).putInt(value).array());
  }

  /** Writes a number of 64 bits. */
  default boolean writeLong(long address, long value) {
    return write(address, inOrder(new byte[Long.BYTES]).putLong(value).array());
  }

  /** Writes a number of type float. */
  default boolean writeFloat(long address, float value) {
    return write(address, inOrder(new byte[Float.BYTES]).putFloat(value).array());
  }

  /** Writes a number of type double. */
  default boolean writeDouble(long address, double value) {
    return write(address, inOrder(new byte[Double.BYTES]).putDouble(value).array());
  }

  /** Writes an address. */
  default boolean writePointer(long address, long value) {
    return pointerSize() == Integer.BYTES
        ? writeInt(address, (int) value)
        : writeLong(address, value);
  }

  /** Writes a text in UTF-8, and a NUL behind it. */
  default boolean writeString(long address, String text) {
    return write(address, (text + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** A number of so many bytes. */
  private OptionalInt number(long address, int size, ToIntFunction<ByteBuffer> value) {
    return read(address, size)
        .map(bytes -> OptionalInt.of(value.applyAsInt(inOrder(bytes))))
        .orElseGet(OptionalInt::empty);
  }

  /** Bytes as numbers in the order of this machine. */
  private static ByteBuffer inOrder(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
