package org.sandtrap.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Signature;
import org.sandtrap.trace.store.RawCapture;

/** The flags with which a call opens or renames a file. */
final class OpenFlags {
  private static final String FLAGS = "flags";
  private static final long ACCESS_MODE = 3;

  private final Abi abi;
  private final long bits;

  private OpenFlags(Abi abi, long bits) {
    this.abi = abi;
    this.bits = bits;
  }

  /** The flags of a call that opens a file. */
  static OpenFlags of(Call call) {
    return new OpenFlags(call.abi(), bits(call));
  }

  private static long bits(Call call) {
    return switch (call.name()) {
      case "creat" ->
          List.of("O_WRONLY", "O_CREAT", "O_TRUNC").stream()
              .mapToLong(name -> Constants.value(call.abi(), name).orElse(0))
              .sum();
      case "openat2" -> ofStruct(call);
      default -> register(call);
    };
  }

  /** The first field of struct open_how; without it nothing is known but that it was opened. */
  private static long ofStruct(Call call) {
    return Signature.of(call.syscall())
        .flatMap(signature -> signature.argument("how"))
        .flatMap(how -> call.raw().capture(how.index(), false, RawCapture.Part.BYTES))
        .filter(capture -> capture.bytes().length >= Long.BYTES)
        .map(capture -> ByteBuffer.wrap(capture.bytes()).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .orElse(ACCESS_MODE);
  }

  private static long register(Call call) {
    return Signature.of(call.syscall())
        .flatMap(signature -> signature.argument(FLAGS))
        .map(argument -> call.raw().registers()[argument.index()])
        .orElse(0L);
  }

  /** Whether a call exchanges two names and does not rename one file. */
  static boolean exchanges(Call call) {
    return new OpenFlags(call.abi(), register(call)).has("RENAME_EXCHANGE");
  }

  private boolean has(String flag) {
    long value = Constants.value(abi, flag).orElse(0);
    return value != 0 && (bits & value) == value;
  }

  /** Whether the content can be used; O_TMPFILE makes another file, which has no name. */
  boolean opensContent() {
    return !has("O_PATH") && !has("O_TMPFILE");
  }

  boolean reads() {
    long mode = bits & ACCESS_MODE;
    return mode == 0 || mode == 2;
  }

  boolean writes() {
    long mode = bits & ACCESS_MODE;
    return mode == 1 || mode == 2;
  }

  boolean creates() {
    return has("O_CREAT");
  }

  boolean exclusive() {
    return has("O_EXCL");
  }
}
