package org.sandtrap.trace.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The value of an argument of a call, or of a part of one. Immutable. */
public sealed interface Value
    permits Value.Number,
        Value.Named,
        Value.Address,
        Value.Text,
        Value.FilePath,
        Value.Bytes,
        Value.Descriptor,
        Value.Struct,
        Value.Array,
        Value.Change {

  /** The value in the manner of strace(1): {@code O_RDONLY|O_CLOEXEC}, {@code "/etc/passwd"}. */
  String text();

  /**
   * A number without a name.
   *
   * @param value the number
   * @param text how it is written: in decimal, octal or hexadecimal digits
   */
  record Number(long value, String text) implements Value {
    /** A number in decimal digits. */
    public static Number of(long value) {
      return new Number(value, Long.toString(value));
    }

    /** A number without sign in decimal digits. */
    public static Number unsigned(long value) {
      return new Number(value, Long.toUnsignedString(value));
    }

    /** A number in hexadecimal digits; 0 without the prefix. */
    public static Number hexadecimal(long value) {
      return new Number(value, value == 0 ? "0" : "0x" + Long.toHexString(value));
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * A number that consists of constants: flags, a command, a mode.
   *
   * @param value the number
   * @param names its constants; bits without a name as {@code 0x…} last
   * @param text as strace writes it: {@code O_WRONLY|O_CREAT}
   */
  record Named(long value, List<String> names, String text) implements Value {
    /** Copies the list. */
    public Named {
      names = List.copyOf(names);
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * An address that is not followed, or at which nothing can be read.
   *
   * @param value the address
   */
  record Address(long value) implements Value {
    @Override
    public String text() {
      return value == 0 ? "NULL" : "0x" + Long.toHexString(value);
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * A text out of the program's memory.
   *
   * @param bytes its bytes, without the NUL
   * @param complete whether all of it is there
   */
  record Text(byte[] bytes, boolean complete) implements Value {
    /** Copies the bytes. */
    public Text {
      bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public String text() {
      return QuotedBytes.of(bytes, complete);
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text it && Arrays.equals(it.bytes, bytes) && it.complete == complete;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /**
   * The name of a file.
   *
   * @param given what the program gave
   * @param base the directory that it begins at, where it is relative and that is known
   */
  record FilePath(Text given, Optional<String> base) implements Value {
    @Override
    public String text() {
      return given.text();
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * Bytes that were read or written.
   *
   * @param bytes the first of them
   * @param length how many there are
   */
  record Bytes(byte[] bytes, long length) implements Value {
    /** Copies the bytes. */
    public Bytes {
      bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public String text() {
      return QuotedBytes.of(bytes, bytes.length == length);
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes it && Arrays.equals(it.bytes, bytes) && it.length == length;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /**
   * A file descriptor.
   *
   * @param number its number; or AT_FDCWD
   * @param target what it refers to, if that is known: {@code /etc/passwd}, {@code pipe:[123]}
   * @param text its number, or AT_FDCWD
   */
  record Descriptor(int number, Optional<String> target, String text) implements Value {
    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * A structure.
   *
   * @param type its name: {@code stat}
   * @param fields its fields in their order
   * @param text as strace writes it: {@code {st_mode=S_IFREG|0644, st_size=3, ...}}
   */
  record Struct(String type, Map<String, Value> fields, String text) implements Value {
    /** Copies the map. */
    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The value of a field. */
    public Optional<Value> field(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * A list of values.
   *
   * @param values the first of them
   * @param length how many there are
   * @param text as strace writes it: {@code [3, 4]}
   */
  record Array(List<Value> values, long length, String text) implements Value {
    /** Copies the list. */
    public Array {
      values = List.copyOf(values);
    }

    /** A list in brackets, between commas. */
    public static Array of(List<Value> values, long length) {
      return new Array(values, length, "[" + inside(values, length) + "]");
    }

    private static String inside(List<Value> values, long length) {
      String some = values.stream().map(Value::text).collect(Collectors.joining(", "));
      return values.size() >= length ? some : some + (some.isEmpty() ? "..." : ", ...");
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }
  }

  /**
   * A value that the call has changed.
   *
   * @param before what it was at the entry
   * @param after what it was after the call
   */
  record Change(Value before, Value after) implements Value {
    /** Both with an arrow: {@code [128 => 16]}. */
    @Override
    public String text() {
      String from = before.text();
      String to = after.text();
      boolean single = isSingle(before) && isSingle(after);
      return single
          ? from.substring(0, from.length() - 1) + " => " + to.substring(1)
          : from + " => " + to;
    }

    private static boolean isSingle(Value value) {
      return value instanceof Array array && array.values().size() == 1 && array.length() == 1;
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
      return text();
    }
  }
}
