package org.sandtrap.tracer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallFilter;

/**
 * Writes a plan into one block of bytes: the header of {@code struct st_plan}, then what its
 * offsets point to.
 */
final class PlanWriter {
  private static final int FIRST_SIZE = 4096;
  private static final int ALIGNMENT = 8;
  private static final int INSTRUCTION_SIZE = 8;
  private static final int NONE = -1;

  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_SIZE).order(ByteOrder.nativeOrder());

  private PlanWriter() {}

  static byte[] write(
      Plan plan, Limits ceilings, int processors, Optional<MemoryGroup> group, int holdMillis) {
    PlanWriter writer = new PlanWriter();
    writer.buffer.position(Layout.PLAN_SIZE);
    writer.strings(Layout.PLAN_ARGUMENTS, plan.arguments());
    writer.strings(Layout.PLAN_VARIABLES, plan.variables());
    writer.strings(Layout.PLAN_PATHS, plan.paths());
    plan.directory().ifPresent(path -> writer.header(Layout.PLAN_DIRECTORY, writer.string(path)));
    writer.limits(plan.limits());
    writer.filter(plan.filter());
    writer.ceilings(ceilings, processors);
    writer.group(group);
    writer.header(Layout.PLAN_MASK, Plan.MASK);
    writer.header(Layout.PLAN_HOLD_MILLIS, holdMillis);
    writer.stdio(0, plan.input());
    writer.stdio(1, plan.output());
    writer.stdio(2, plan.errors());
    writer.header(0, writer.buffer.position());
    writer.header(Integer.BYTES, LibTracer.ABI);
    return Arrays.copyOf(writer.buffer.array(), writer.buffer.position());
  }

  private void header(int offset, int value) {
    buffer.putInt(offset, value);
  }

  private void reserve(int size) {
    if (buffer.remaining() < size) {
      int capacity = Math.max(2 * buffer.capacity(), buffer.position() + size);
      byte[] larger = Arrays.copyOf(buffer.array(), capacity);
      buffer = ByteBuffer.wrap(larger).order(ByteOrder.nativeOrder()).position(buffer.position());
    }
  }

  private int string(byte[] text) {
    reserve(text.length + 1);
    int offset = buffer.position();
    buffer.put(text).put((byte) 0);
    return offset;
  }

  private void strings(int field, List<byte[]> texts) {
    header(field, texts.size());
    header(field + Integer.BYTES, buffer.position());
    texts.forEach(this::string);
  }

  private int align(int size) {
    reserve(size + ALIGNMENT);
    int offset = (buffer.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    buffer.position(offset);
    return offset;
  }

  private void limits(List<Plan.ResourceLimit> limits) {
    header(Layout.PLAN_LIMITS, limits.size());
    header(Layout.PLAN_LIMITS + Integer.BYTES, align(limits.size() * Layout.RLIMIT_SIZE));
    for (Plan.ResourceLimit limit : limits) {
      buffer.putInt(limit.resource()).putInt(0).putLong(limit.soft()).putLong(limit.hard());
    }
  }

  private void filter(CallFilter filter) {
    byte[] program = filter.program();
    header(Layout.PLAN_FILTER, program.length / INSTRUCTION_SIZE);
    header(Layout.PLAN_FILTER + Integer.BYTES, align(program.length));
    buffer.put(program);
    buffer.putLong(Layout.PLAN_EXEC_KEY, filter.key());
  }

  /** Whoever watches CPU time has to know when more threads can use it up faster. */
  private void ceilings(Limits limits, int processors) {
    boolean tell = limits.amount(Limit.CPU).isPresent();
    header(Layout.PLAN_PROCESSES, count(limits, Limit.PROCESSES));
    header(Layout.PLAN_PROCESSES + Integer.BYTES, count(limits, Limit.THREADS));
    header(Layout.PLAN_PROCESSES + 2 * Integer.BYTES, tell ? processors : 0);
    buffer.putLong(Layout.PLAN_ADDRESS_SPACE, limits.amount(Limit.ADDRESS_SPACE).orElse(0));
    buffer.putLong(Layout.PLAN_FILE_SIZE, limits.amount(Limit.FILE_SIZE).orElse(0));
  }

  /** More than a run can follow at all is no limit. */
  private static int count(Limits limits, Limit limit) {
    long most = limits.amount(limit).orElse(0);
    return most > Layout.TRACEES_MAX ? 0 : (int) most;
  }

  private void group(Optional<MemoryGroup> group) {
    header(Layout.PLAN_GROUP, group.map(MemoryGroup::home).orElse(NONE));
    header(Layout.PLAN_GROUP + Integer.BYTES, group.map(MemoryGroup::entrance).orElse(NONE));
  }

  private void stdio(int descriptor, Stdio stdio) {
    int field = Layout.PLAN_STDIO + descriptor * 2 * Integer.BYTES;
    // The order of enum st_source; a pattern switch would need a later Java.
    int source = 0;
    int value = 0;
    if (stdio instanceof Stdio.Descriptor given) {
      source = 1;
      value = given.fd();
    } else if (stdio instanceof Stdio.Input file) {
      source = 2;
      value = string(file.path());
    } else if (stdio instanceof Stdio.Pipe) {
      source = 3;
    } else if (stdio instanceof Stdio.AsOutput) {
      source = 4;
    }
    header(field, source);
    header(field + Integer.BYTES, value);
  }
}
