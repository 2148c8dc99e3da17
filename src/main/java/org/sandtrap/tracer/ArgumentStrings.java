package org.sandtrap.tracer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;

/**
 * The texts that arguments of a held call point to. They are for messages: another thread may
 * change them after they were read, so that no decision may rest on them.
 */
final class ArgumentStrings {
  /** More of a text is not shown. */
  private static final int LONGEST = 256;

  private ArgumentStrings() {}

  /** The texts that can be read, by the names of their arguments. */
  static Map<String, String> of(Syscall call, List<Long> registers, int tid) {
    Map<String, String> texts = new HashMap<>();
    List<Argument> arguments = Signature.of(call).map(Signature::arguments).orElse(List.of());
    for (Argument argument : arguments) {
      if (argument.kind() == ArgumentKind.PATH || argument.kind() == ArgumentKind.STRING) {
        long address = registers.get(argument.index()) & argument.kind().mask(call.abi());
        read(tid, address).ifPresent(text -> texts.put(argument.name(), text));
      }
    }
    return texts;
  }

  private static Optional<String> read(int tid, long address) {
    byte[] bytes = new byte[LONGEST];
    try (RandomAccessFile memory = new RandomAccessFile("/proc/" + tid + "/mem", "r")) {
      memory.seek(address);
      int length = memory.read(bytes);
      return length <= 0 ? Optional.empty() : Optional.of(text(bytes, length));
    } catch (IOException e) {
      return Optional.empty(); // no valid address, or a process whose memory this JVM may not read
    }
  }

  private static String text(byte[] bytes, int length) {
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + (end < length ? "" : "…");
  }
}
