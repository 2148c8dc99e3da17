package org.sandtrap.tracer.module;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.sandtrap.module.Answer;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.binding.Records;

/** A call that is made with other arguments than the program gave it. */
final class RewrittenCall {
  /** What a function may use below its stack pointer: 128 bytes on x86-64, nothing elsewhere. */
  private static final int RED_ZONE = 128;

  private static final int ALIGNMENT = 16;
  private static final int LONGEST = 4095;

  private final long run;
  private final Records records;
  private final Syscall call;
  private long free;

  private RewrittenCall(long run, Records records, Syscall call) {
    this.run = run;
    this.records = records;
    this.call = call;
    this.free = records.stackPointer() - RED_ZONE;
  }

  /**
   * The registers of the call as an answer wants them. Its texts are in the program's memory then.
   *
   * @throws IllegalArgumentException if the call has no such argument, or a text is too long
   * @throws IllegalStateException if there is no room for a text
   */
  static long[] registers(long run, Records records, Syscall call, Answer.Rewrite answer) {
    return new RewrittenCall(run, records, call).registers(answer);
  }

  private long[] registers(Answer.Rewrite answer) {
    long[] registers = Arrays.copyOf(records.arguments(), 6);
    for (Map.Entry<String, Long> number : answer.numbers().entrySet()) {
      registers[index(number.getKey())] = number.getValue();
    }
    for (Map.Entry<String, String> text : answer.texts().entrySet()) {
      registers[index(text.getKey())] = place(text.getValue());
    }
    return registers;
  }

  private int index(String name) {
    Signature signature =
        Signature.of(call)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "rewrite: nothing is known of the arguments of " + call + "."));
    return signature
        .argument(name)
        .map(Argument::index)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "rewrite: "
                        + call
                        + " has no argument '"
                        + name
                        + "'. Expected one of: "
                        + signature.arguments().stream()
                            .map(Argument::name)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private long place(String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST + 1) {
      throw new IllegalArgumentException(
          "rewrite: a text of "
              + (bytes.length - 1)
              + " bytes is too long; the most is "
              + LONGEST);
    }
    free = free - bytes.length & -ALIGNMENT;
    if (LibTracer.st_poke(run, records.tid(), free, bytes, bytes.length) != bytes.length) {
      throw new IllegalStateException(
          "rewrite: there is no room for a text of "
              + bytes.length
              + " bytes below the stack of thread "
              + records.tid()
              + ", or its memory may not be written.");
    }
    return free;
  }
}
