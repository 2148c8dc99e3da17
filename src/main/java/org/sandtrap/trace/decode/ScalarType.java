package org.sandtrap.trace.decode;

import java.util.OptionalInt;
import org.sandtrap.syscall.Abi;

/** The names of the types of single values in the tables, and how many bytes they have. */
final class ScalarType {
  private ScalarType() {}

  /** How many bytes a value has; empty if this is the name of no such type. */
  static OptionalInt size(Abi abi, String type) {
    return switch (type) {
      case "i8", "u8", "x8" -> OptionalInt.of(1);
      case "i16", "u16", "x16", "mode16", "id16" -> OptionalInt.of(2);
      case "int",
          "uint",
          "i32",
          "u32",
          "x32",
          "mode32",
          "dev32",
          "fd",
          "pid",
          "uid",
          "gid",
          "signal",
          "wait_status" ->
          OptionalInt.of(4);
      case "i64", "u64", "x64", "dev64" -> OptionalInt.of(8);
      case "long", "ulong", "xlong", "ptr" ->
          OptionalInt.of(abi == Abi.X86_64 || abi == Abi.AARCH64 ? 8 : 4);
      default -> OptionalInt.empty();
    };
  }
}
