package org.sandtrap.unwind;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The rules that say where a function has put the registers of its caller when it is at one of its
 * instructions, see the DWARF standard, version 4, section 6.4.2. Expressions are not evaluated: an
 * unwinder that meets one goes no further.
 */
final class FrameRules {
  /**
   * A rule that says where a register of the caller is.
   *
   * @param kind in what way
   * @param number the offset from the frame's address, or the register
   */
  record Rule(Kind kind, long number) {}

  /** A way in which a register can be found. */
  enum Kind {
    /** Not known: there is no caller, if it is the return address. */
    LOST,
    /** In memory, so far from the frame's address. */
    AT_OFFSET,
    /** It is the frame's address and so much. */
    OFFSET,
    /** In another register. */
    IN_REGISTER
  }

  static final int UNKNOWN = -1;
  private static final int MOST_STATES = 64;
  private static final int MOST_REGISTERS = 128;

  /** The state of the rules at an instruction, to come back to. */
  private record State(int frameRegister, long frameOffset, Map<Integer, Rule> rules) {}

  private final FrameEntry entry;
  private final DwarfReader reader;
  private final long wanted;
  private final Deque<State> remembered = new ArrayDeque<>();
  private Map<Integer, Rule> rules = new HashMap<>();
  private Map<Integer, Rule> initial = Map.of();
  private int frameRegister = UNKNOWN;
  private long frameOffset;
  private long location;

  private FrameRules(TraceeMemory memory, FrameEntry entry, long instruction) throws IOException {
    this.entry = entry;
    this.wanted = instruction;
    this.location = entry.begin();
    this.reader = new DwarfReader(memory, entry.shared().begin());
    run(entry.shared().end());
    initial = Map.copyOf(rules);
    reader.skipTo(entry.own().begin());
    run(entry.own().end());
  }

  /** What the rules of a function say at an instruction. */
  static FrameStep at(TraceeMemory memory, FrameEntry entry, long instruction) throws IOException {
    FrameRules found = new FrameRules(memory, entry, instruction);
    return new FrameStep(
        entry.returnColumn(), found.frameRegister, found.frameOffset, Map.copyOf(found.rules));
  }

  private void run(long end) throws IOException {
    if (Long.compareUnsigned(end - reader.at(), DwarfReader.LONGEST) > 0) {
      throw new IOException("rules that end before they begin");
    }
    while (Long.compareUnsigned(reader.at(), end) < 0
        && Long.compareUnsigned(location, wanted) <= 0) {
      int code = reader.u8();
      int low = code & 0x3f;
      switch (code >>> 6) {
        case 1 -> advance(low);
        case 2 -> set(low, Kind.AT_OFFSET, reader.unsigned() * entry.dataFactor());
        case 3 -> restore(low);
        default -> extended(low);
      }
    }
  }

  private void advance(long units) {
    location += units * entry.codeFactor();
  }

  private void set(long register, Kind kind, long number) {
    if (Long.compareUnsigned(register, MOST_REGISTERS) < 0) {
      rules.put((int) register, new Rule(kind, number));
    }
  }

  private void restore(int register) {
    Rule before = initial.get(register);
    if (before == null) {
      rules.remove(register);
    } else {
      rules.put(register, before);
    }
  }

  private void extended(int code) throws IOException {
    switch (code) {
      case 0x00 -> {} // nop
      case 0x01 -> location = reader.number(Long.BYTES);
      case 0x02 -> advance(reader.u8());
      case 0x03 -> advance(reader.number(Short.BYTES));
      case 0x04 -> advance(reader.number(Integer.BYTES));
      case 0x05 -> set(reader.unsigned(), Kind.AT_OFFSET, reader.unsigned() * entry.dataFactor());
      case 0x06 -> restore((int) reader.unsigned());
      case 0x07 -> set(reader.unsigned(), Kind.LOST, 0);
      case 0x08 -> rules.remove((int) reader.unsigned());
      case 0x09 -> set(reader.unsigned(), Kind.IN_REGISTER, reader.unsigned());
      case 0x0a -> remember();
      case 0x0b -> recall();
      case 0x0c -> frame(reader.unsigned(), reader.unsigned());
      case 0x0d -> frameRegister = (int) reader.unsigned();
      case 0x0e -> frameOffset = reader.unsigned();
      case 0x0f -> {
        frameRegister = UNKNOWN;
        skipExpression();
      }
      case 0x10, 0x16 -> {
        set(reader.unsigned(), Kind.LOST, 0);
        skipExpression();
      }
      case 0x11 -> set(reader.unsigned(), Kind.AT_OFFSET, reader.signed() * entry.dataFactor());
      case 0x12 -> frame(reader.unsigned(), reader.signed() * entry.dataFactor());
      case 0x13 -> frameOffset = reader.signed() * entry.dataFactor();
      case 0x14 -> set(reader.unsigned(), Kind.OFFSET, reader.unsigned() * entry.dataFactor());
      case 0x15 -> set(reader.unsigned(), Kind.OFFSET, reader.signed() * entry.dataFactor());
      case 0x2d -> {} // on aarch64 whether the return address is signed
      case 0x2e -> reader.unsigned(); // how much the arguments take
      default -> throw new IOException("an instruction that is unknown");
    }
  }

  private void frame(long register, long offset) {
    frameRegister = (int) register;
    frameOffset = offset;
  }

  private void remember() throws IOException {
    if (remembered.size() == MOST_STATES) {
      throw new IOException("too many states");
    }
    remembered.push(new State(frameRegister, frameOffset, new HashMap<>(rules)));
  }

  private void recall() throws IOException {
    State state = remembered.poll();
    if (state == null) {
      throw new IOException("no state");
    }
    frame(state.frameRegister(), state.frameOffset());
    rules = state.rules();
  }

  private void skipExpression() throws IOException {
    reader.skip(reader.unsigned());
  }
}
