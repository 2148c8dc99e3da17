package org.sandtrap.testing;

import java.util.List;
import java.util.OptionalLong;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.ArgumentKind;
import org.sandtrap.syscall.Constants;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.decode.Copy;
import org.sandtrap.trace.store.RawCapture;
import org.sandtrap.trace.store.RawCapture.Part;

/** A call in a {@link TraceBuilder}, before it returns: what it has in memory, and how it ends. */
public final class TraceBuilderCall {
  /** Where the memory begins of what arguments point to. */
  private static final long MEMORY = 0x7ffe_0000L;

  private final TraceBuilder builder;
  private final Syscall call;
  private final List<Argument> arguments;
  private final long[] registers = new long[6];
  private final MadeCaptures entry = new MadeCaptures();
  private final MadeCaptures exit = new MadeCaptures();
  private Runnable refusal = () -> {};

  TraceBuilderCall(TraceBuilder builder, Abi abi, Syscall call, Object... values) {
    this.builder = builder;
    this.call = call;
    this.arguments = Signature.of(call).map(Signature::arguments).orElse(List.of());
    for (int i = 0; i < values.length; i++) {
      set(abi, i, values[i]);
    }
  }

  private void set(Abi abi, int index, Object value) {
    if (value instanceof java.lang.Number number) {
      registers[index] = number.longValue();
    } else if (value instanceof byte[] bytes) {
      registers[index] = address(index);
      entry.add(index, Part.BYTES, bytes, bytes.length);
    } else if (isScalar(index)) {
      for (String name : value.toString().split("\\|")) {
        registers[index] |= constant(abi, name);
      }
    } else {
      byte[] text = TraceBuilder.bytes(value.toString());
      registers[index] = address(index);
      entry.add(index, isText(index) ? Part.STRING : Part.BYTES, text, text.length);
    }
  }

  private boolean isScalar(int index) {
    return arguments.get(index).kind().isScalar();
  }

  private boolean isText(int index) {
    ArgumentKind kind = arguments.get(index).kind();
    return kind == ArgumentKind.PATH || kind == ArgumentKind.STRING;
  }

  private static long address(int index) {
    return MEMORY + 0x1000L * index;
  }

  private static long constant(Abi abi, String name) {
    OptionalLong value = Constants.value(abi, name);
    return value.orElseThrow(() -> new IllegalArgumentException(name + " is no constant"));
  }

  private int index(String argument) {
    return arguments.stream()
        .filter(one -> one.name().equals(argument))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(call + " has no argument " + argument))
        .index();
  }

  /** The directory that the path begins at; of several paths the first. */
  public TraceBuilderCall base(String directory) {
    return arguments.stream()
        .filter(one -> one.kind() == ArgumentKind.PATH)
        .findFirst()
        .map(one -> base(one.name(), directory))
        .orElseThrow(() -> new IllegalArgumentException(call + " has no path"));
  }

  /** The directory that this path begins at. */
  public TraceBuilderCall base(String argument, String directory) {
    return text(argument, Part.BASE, directory);
  }

  /** What the descriptor refers to. */
  public TraceBuilderCall link(String argument, String target) {
    return text(argument, Part.LINK, target);
  }

  /** What the descriptor refers to that the call returns. */
  public TraceBuilderCall resultLink(String target) {
    byte[] bytes = TraceBuilder.bytes(target);
    exit.add(RawCapture.RESULT, Part.LINK, bytes, bytes.length);
    return this;
  }

  private TraceBuilderCall text(String argument, Part part, String text) {
    byte[] bytes = TraceBuilder.bytes(text);
    return in(argument, part, bytes, bytes.length);
  }

  /** What is in the memory of an argument at the entry. */
  public TraceBuilderCall in(String argument, Part part, byte[] bytes, long whole) {
    int index = index(argument);
    if (!isScalar(index)) {
      registers[index] = registers[index] == 0 ? address(index) : registers[index];
    }
    entry.add(index, part, bytes, whole);
    return this;
  }

  /** What is in the memory of an argument after the call. */
  public TraceBuilderCall out(String argument, Part part, byte[] bytes, long whole) {
    int index = index(argument);
    registers[index] = registers[index] == 0 ? address(index) : registers[index];
    exit.add(index, part, bytes, whole);
    return this;
  }

  /** What is copied of an argument of the call that socketcall(2) stands for, or of its result. */
  public TraceBuilderCall inner(int argument, boolean atExit, Part part, byte[] bytes) {
    (atExit ? exit : entry).add(Copy.ARRAY + argument, part, bytes, bytes.length);
    return this;
  }

  /** The bytes in the memory of an argument after the call. */
  public TraceBuilderCall out(String argument, byte[] bytes) {
    return out(argument, Part.BYTES, bytes, bytes.length);
  }

  /** The text in the memory of an argument after the call. */
  public TraceBuilderCall out(String argument, String text) {
    return out(argument, TraceBuilder.bytes(text));
  }

  /** Some texts in the memory of an argument: those of execve(2). */
  public TraceBuilderCall strings(String argument, String... texts) {
    return in(argument, Part.STRINGS, TraceBuilder.strings(texts), texts.length);
  }

  /** A rule or a guard refuses it. */
  public TraceBuilderCall refused(boolean byRule, String reason) {
    refusal = () -> builder.refused(byRule, reason);
    return this;
  }

  /** It takes so many nanoseconds more than the usual thousand. */
  public TraceBuilder returnsAfter(long nanos, long result) {
    enter();
    builder.after(nanos);
    return leave(false, result);
  }

  /** It succeeds. */
  public TraceBuilder returns(long result) {
    enter();
    return leave(false, result);
  }

  /** It fails with an error. */
  public TraceBuilder fails(Errno error) {
    return failsWith(error.number());
  }

  /** It fails with an error that programs never see. */
  public TraceBuilder failsWith(int error) {
    enter();
    return leave(true, -error);
  }

  /** It never returns. */
  public TraceBuilder unfinished() {
    enter();
    return builder;
  }

  private void enter() {
    builder.entered(call, registers, entry);
    refusal.run();
  }

  private TraceBuilder leave(boolean failed, long result) {
    builder.returned(failed, result, exit);
    return builder;
  }
}
