package org.sandtrap.limit;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number of bytes, 0 or more. It remembers the unit it was written in and prints itself in that;
 * one that was measured prints in the largest binary unit that fits. Sizes are equal when their
 * bytes are.
 */
public final class ByteSize implements Comparable<ByteSize> {
  private static final Quantity.Grammar GRAMMAR =
      new Quantity.Grammar("a size", ByteUnit.symbols(), "\"64MiB\", \"1.5GB\", \"4096\"");

  private final long bytes;
  private final Optional<ByteUnit> given;

  private ByteSize(long bytes, Optional<ByteUnit> given) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          bytes + " bytes is not a size: it is negative; the smallest size is 0");
    }
    this.bytes = bytes;
    this.given = given;
  }

  /**
   * Reads a size: a number, with decimals if they give whole bytes, and a unit after it, with
   * spaces between or without. {@code kB MB GB TB} are powers of 1000, {@code KiB MiB GiB TiB}
   * powers of 1024; {@code B} or nothing is bytes.
   *
   * @throws IllegalArgumentException if the text is not a size or above 2<sup>63</sup>-1 bytes; the
   *     message names the text, the position and examples
   */
  public static ByteSize parse(String text) {
    Quantity quantity = Quantity.parse(text, GRAMMAR);
    ByteUnit unit =
        quantity.unit().isEmpty()
            ? ByteUnit.BYTE
            : ByteUnit.ofSymbol(quantity.unit()).orElseThrow(quantity::unknownUnit);
    BigDecimal bytes = quantity.times(unit.bytes()).stripTrailingZeros();
    if (bytes.scale() > 0) {
      throw quantity.error("it is not a whole number of bytes (" + bytes.toPlainString() + ")");
    }
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw quantity.error("it is too large, the largest size is " + Long.MAX_VALUE + " bytes");
    }
    return new ByteSize(bytes.longValueExact(), Optional.of(unit));
  }

  /**
   * Returns a size of so many bytes, which prints in the unit that suits it.
   *
   * @throws IllegalArgumentException if negative
   */
  public static ByteSize ofBytes(long bytes) {
    return new ByteSize(bytes, Optional.empty());
  }

  /**
   * Returns a size of so many times 1024 bytes.
   *
   * @throws IllegalArgumentException if negative or too large
   */
  public static ByteSize ofKibibytes(long kibibytes) {
    return of(kibibytes, ByteUnit.KIBIBYTE);
  }

  /**
   * Returns a size of so many times 1024<sup>2</sup> bytes.
   *
   * @throws IllegalArgumentException if negative or too large
   */
  public static ByteSize ofMebibytes(long mebibytes) {
    return of(mebibytes, ByteUnit.MEBIBYTE);
  }

  /**
   * Returns a size of so many times 1024<sup>3</sup> bytes.
   *
   * @throws IllegalArgumentException if negative or too large
   */
  public static ByteSize ofGibibytes(long gibibytes) {
    return of(gibibytes, ByteUnit.GIBIBYTE);
  }

  private static ByteSize of(long count, ByteUnit unit) {
    boolean fits = count >= 0 && count <= Long.MAX_VALUE / unit.bytes();
    return fits // without the classes that read a text: the default limits are made like that
        ? new ByteSize(count * unit.bytes(), Optional.of(unit))
        : parse(count + " " + unit.symbol());
  }

  /** The number of bytes. */
  public long bytes() {
    return bytes;
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSize size && size.bytes == bytes;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(bytes);
  }

  /**
   * The size in the unit it was given in: {@code 64 MiB}, always exact. One made of bytes prints in
   * the largest binary unit, exactly with up to three decimals or else rounded to one: {@code 1.4
   * MiB}.
   */
  @Override
  public String toString() {
    return given.map(unit -> text(in(unit).stripTrailingZeros(), unit)).orElseGet(this::measured);
  }

  private String measured() {
    for (ByteUnit unit : ByteUnit.BINARY) {
      BigDecimal number = Rounding.readable(in(unit));
      boolean fits = number.compareTo(BigDecimal.valueOf(1024)) < 0;
      if (fits || unit == ByteUnit.TEBIBYTE) {
        return text(number, unit);
      }
    }
    throw new AssertionError("the largest unit takes every size");
  }

  private BigDecimal in(ByteUnit unit) {
    return BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(unit.bytes()));
  }

  private static String text(BigDecimal number, ByteUnit unit) {
    return number.toPlainString() + " " + unit.symbol();
  }
}
