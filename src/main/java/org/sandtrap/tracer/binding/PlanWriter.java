package org.sandtrap.tracer.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallFilter;
import org.sandtrap.trace.decode.CapturePlan;

/**
 * A writer that puts a plan into one block of bytes: the header of {@code struct st_plan}, then
 * what its offsets point to.
 */
public final class PlanWriter {
  private static final int FIRST_SIZE = 4096;
  private static final int ALIGNMENT = 8;

  /** The size of {@code struct sock_filter}. */
  private static final int INSTRUCTION_SIZE = 8;

  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_SIZE).order(ByteOrder.nativeOrder());

  private PlanWriter() {}

  /**
   * The plan as the native side reads it.
   *
   * @param plan what the child needs to know
   * @param ceilings the limits, of which the native side keeps some
   * @param processors how many this JVM may use
   * @param group the control group that the child enters
   * @param holdMillis how long to pause between clone and seize, for tests
   */
  public static byte[] write(
      Plan plan, Limits ceilings, int processors, Plan.Group group, int holdMillis) {
    PlanWriter writer = new PlanWriter();
    writer.buffer.position(Layout.PLAN_SIZE);
    writer.strings(Layout.PLAN_ARGUMENT_COUNT, Layout.PLAN_ARGUMENTS, plan.arguments());
    writer.strings(Layout.PLAN_VARIABLE_COUNT, Layout.PLAN_VARIABLES, plan.variables());
    writer.strings(Layout.PLAN_PATH_COUNT, Layout.PLAN_PATHS, plan.paths());
    if (plan.directory().isPresent()) {
      writer.header(Layout.PLAN_DIRECTORY, writer.string(plan.directory().get()));
    }
    writer.limits(plan.limits());
    writer.filter(plan.filter());
    writer.ceilings(ceilings, processors);
    writer.group(group);
    writer.state(plan.state());
    writer.header(Layout.PLAN_HOLD_MILLIS, holdMillis);
    writer.header(Layout.PLAN_NEW_PRIVILEGES, plan.newPrivileges() ? 1 : 0);
    if (plan.trace().isPresent() || plan.asksModule()) {
      writer.captures();
    }
    if (plan.trace().isPresent()) {
      writer.trace(plan.trace().get());
    }
    writer.header(Layout.PLAN_ASK_EVENTS, plan.asksModule() ? 1 : 0);
    if (plan.launcher().isPresent()) {
      writer.header(Layout.PLAN_ISOLATION, LauncherBlock.write(writer, plan.launcher().get()));
    }
    writer.stdio(0, plan.input());
    writer.stdio(1, plan.output());
    writer.stdio(2, plan.errors());
    writer.header(Layout.PLAN_LENGTH, writer.buffer.position());
    writer.header(Layout.PLAN_ABI, LibTracer.ABI);
    return Arrays.copyOf(writer.buffer.array(), writer.buffer.position());
  }

  void header(int offset, int value) {
    buffer.putInt(offset, value);
  }

  private void reserve(int size) {
    if (buffer.remaining() < size) {
      int capacity = Math.max(2 * buffer.capacity(), buffer.position() + size);
      byte[] larger = Arrays.copyOf(buffer.array(), capacity);
      buffer = ByteBuffer.wrap(larger).order(ByteOrder.nativeOrder()).position(buffer.position());
    }
  }

  int string(byte[] text) {
    reserve(text.length + 1);
    int offset = buffer.position();
    buffer.put(text).put((byte) 0);
    return offset;
  }

  private void strings(int count, int first, List<byte[]> texts) {
    header(count, texts.size());
    header(first, buffer.position());
    for (byte[] text : texts) {
      string(text);
    }
  }

  private int align(int size) {
    reserve(size + ALIGNMENT);
    int offset = (buffer.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    buffer.position(offset);
    return offset;
  }

  /** Leaves room for zeros; answers where it begins. */
  int skip(int size) {
    int offset = align(size);
    buffer.position(offset + size);
    return offset;
  }

  private void limits(List<Plan.ResourceLimit> limits) {
    header(Layout.PLAN_LIMIT_COUNT, limits.size());
    int at = align(limits.size() * Layout.RLIMIT_SIZE);
    header(Layout.PLAN_LIMITS, at);
    for (Plan.ResourceLimit limit : limits) {
      buffer.putInt(at + Layout.RLIMIT_RESOURCE, limit.resource());
      buffer.putInt(at + Layout.RLIMIT_REQUIRED, limit.required() ? 1 : 0);
      buffer.putLong(at + Layout.RLIMIT_SOFT, limit.soft());
      buffer.putLong(at + Layout.RLIMIT_HARD, limit.hard());
      at += Layout.RLIMIT_SIZE;
    }
    buffer.position(at);
  }

  private void filter(CallFilter filter) {
    byte[] program = filter.program();
    header(Layout.PLAN_FILTER_COUNT, program.length / INSTRUCTION_SIZE);
    header(Layout.PLAN_FILTER, align(program.length));
    buffer.put(program);
    buffer.putLong(Layout.PLAN_EXEC_KEY, filter.key());
  }

  private void trace(Plan.Tracing tracing) {
    header(Layout.PLAN_TRACE, tracing.results() ? Numbers.TRACE_WHOLE : Numbers.TRACE_ENTRIES);
    header(Layout.PLAN_ASK_TRACED, tracing.callers() ? 1 : 0);
  }

  private void captures() {
    CaptureBlock block = CaptureBlock.of(CapturePlan.plan());
    header(Layout.PLAN_LIST_COUNT, block.listCount());
    header(Layout.PLAN_CAPTURE_COUNT, block.captureCount());
    header(Layout.PLAN_LIST_OF_CALL, put(block.listOfCall()));
    header(Layout.PLAN_LISTS, put(block.lists()));
    header(Layout.PLAN_CAPTURES, put(block.captures()));
  }

  private int put(byte[] bytes) {
    int offset = align(bytes.length);
    buffer.put(bytes);
    return offset;
  }

  /** Whoever watches CPU time has to know when more threads can use it up faster. */
  private void ceilings(Limits limits, int processors) {
    boolean tell = limits.amount(Limit.CPU).isPresent();
    header(Layout.PLAN_PROCESSES_MOST, count(limits, Limit.PROCESSES));
    header(Layout.PLAN_THREADS_MOST, count(limits, Limit.THREADS));
    header(Layout.PLAN_THREADS_TOLD, tell ? processors : 0);
    header(Layout.PLAN_CLOSING_TOLD, limits.amount(Limit.DISK).isPresent() ? 1 : 0);
    buffer.putLong(Layout.PLAN_ADDRESS_SPACE, limits.amount(Limit.ADDRESS_SPACE).orElse(0));
    OptionalLong fileSize = limits.amount(Limit.FILE_SIZE);
    buffer.putLong(Layout.PLAN_FILE_SIZE, fileSize.isPresent() ? fileSize.getAsLong() + 1 : 0);
  }

  /** More than a run can follow at all is no limit. */
  private static int count(Limits limits, Limit limit) {
    long most = limits.amount(limit).orElse(0);
    return most > Layout.TRACEES_MAX ? 0 : (int) most;
  }

  private void group(Plan.Group group) {
    header(Layout.PLAN_GROUP_DIRECTORY, group.directory());
    header(Layout.PLAN_GROUP_ENTRANCE, group.entrance());
  }

  private void state(Plan.State state) {
    header(Layout.PLAN_RULESET, state.ruleset());
    header(Layout.PLAN_MASK, state.umask());
    header(Layout.PLAN_SET_NICE, state.nice().isPresent() ? 1 : 0);
    header(Layout.PLAN_NICE, state.nice().orElse(0));
    header(Layout.PLAN_FIXED_ADDRESSES, state.fixedAddresses() ? 1 : 0);
    if (!state.processors().isEmpty()) {
      byte[] mask = mask(state.processors());
      header(Layout.PLAN_PROCESSOR_BYTES, mask.length);
      header(Layout.PLAN_PROCESSORS, put(mask));
    }
  }

  /** A bit each, in words of the kernel's, whose bytes both machines have in the same order. */
  private static byte[] mask(Set<Integer> processors) {
    BitSet bits = new BitSet();
    for (int processor : processors) {
      bits.set(processor);
    }
    byte[] bytes = bits.toByteArray();
    return Arrays.copyOf(bytes, (bytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
  }

  private void stdio(int descriptor, Stdio stdio) {
    int field = Layout.PLAN_STDIO + descriptor * Layout.STDIO_SIZE;
    // A pattern switch would need a later Java.
    int source = Numbers.NULL;
    int value = 0;
    // The usual ones first, so that a first run does not load the others.
    if (stdio instanceof Stdio.Pipe) {
      source = Numbers.PIPE;
    } else if (stdio instanceof Stdio.Null) {
      source = Numbers.NULL;
    } else if (stdio instanceof Stdio.Descriptor given) {
      source = Numbers.FD;
      value = given.fd();
    } else if (stdio instanceof Stdio.OutputFile file) {
      source = Numbers.FD;
      value = file.fd();
    } else if (stdio instanceof Stdio.Terminal terminal) {
      source = Numbers.TERMINAL;
      value = terminal.fd();
    } else if (stdio instanceof Stdio.Input file) {
      source = Numbers.FILE;
      value = string(file.path());
    } else if (stdio instanceof Stdio.AsOutput) {
      source = Numbers.AS_STDOUT;
    }
    header(field + Layout.STDIO_SOURCE, source);
    header(field + Layout.STDIO_VALUE, value);
  }
}
