package org.sandtrap.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The units of {@link ByteSize}, smallest first within the decimal and within the binary ones. */
enum ByteUnit {
  BYTE("B", 1),
  KILOBYTE("kB", 1_000),
  MEGABYTE("MB", 1_000_000),
  GIGABYTE("GB", 1_000_000_000),
  TERABYTE("TB", 1_000_000_000_000L),
  KIBIBYTE("KiB", 1L << 10),
  MEBIBYTE("MiB", 1L << 20),
  GIBIBYTE("GiB", 1L << 30),
  TEBIBYTE("TiB", 1L << 40);

  /** The units in which measured sizes are shown. */
  static final List<ByteUnit> BINARY = List.of(BYTE, KIBIBYTE, MEBIBYTE, GIBIBYTE, TEBIBYTE);

  private final String symbol;
  private final long bytes;

  ByteUnit(String symbol, long bytes) {
    this.symbol = symbol;
    this.bytes = bytes;
  }

  static List<String> symbols() {
    List<String> symbols = new ArrayList<>();
    for (ByteUnit unit : values()) { // no stream: every first run of a JVM comes here
      symbols.add(unit.symbol());
    }
    return symbols;
  }

  static Optional<ByteUnit> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
  }

  String symbol() {
    return symbol;
  }

  long bytes() {
    return bytes;
  }
}
