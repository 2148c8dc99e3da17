package org.sandtrap.unwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sandtrap.testing.Patience;
import org.sandtrap.unwind.FrameRules.Kind;
import org.sandtrap.unwind.FrameRules.Rule;

/** Call frame information, laid out by hand in the memory of this JVM. */
class FrameRulesTests {
  private static final long FUNCTION = 0x401000;
  private static final int LENGTH = 0x100;

  /** Code factor 1, data factor -8, return address 16; pointers are absolute. */
  private static final int[] COMMON = {1, 'z', 'R', 0, 1, 0x78, 16, 1, 0x00};

  /** The frame is at the stack pointer and 8, the return address 8 below it. */
  private static final int[] AT_ENTRY = {0x0c, 7, 8, 0x90, 1};

  private static byte[] block(byte[] header, int[] rest) {
    byte[] bytes = new byte[4 + header.length + rest.length];
    bytes[0] = (byte) (bytes.length - 4);
    bytes[1] = (byte) ((bytes.length - 4) >> 8);
    System.arraycopy(header, 0, bytes, 4, header.length);
    for (int i = 0; i < rest.length; i++) {
      bytes[4 + header.length + i] = (byte) rest[i];
    }
    return bytes;
  }

  private static int[] joined(int[] one, int[] other) {
    int[] all = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private static byte[] little(long value, int bytes) {
    byte[] all = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      all[i] = (byte) (value >> i * Byte.SIZE);
    }
    return all;
  }

  /** The rules of a function of these instructions at so many bytes from its start. */
  private static FrameStep rules(int at, int... instructions) throws IOException {
    byte[] common = block(little(0, 4), joined(COMMON, AT_ENTRY));
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(little(common.length + 4, 4)); // how far back from here that is
    header.write(little(FUNCTION, 8));
    header.write(little(LENGTH, 8));
    header.write(0);
    byte[] entry = block(header.toByteArray(), instructions);
    try (Memory block = new Memory(common.length + entry.length);
        TraceeMemory memory = TraceeMemory.of((int) ProcessHandle.current().pid())) {
      block.write(0, common, 0, common.length);
      block.write(common.length, entry, 0, entry.length);
      long address = Pointer.nativeValue(block) + common.length;
      FrameEntry found = FrameEntry.read(memory, address, 0).orElseThrow();
      assertThat(found.begin()).isEqualTo(FUNCTION);
      assertThat(found.covers(FUNCTION + LENGTH - 1)).isTrue();
      assertThat(found.covers(FUNCTION + LENGTH)).isFalse();
      assertThat(found.covers(FUNCTION - 1)).isFalse();
      assertThat(found.returnColumn()).isEqualTo(16);
      return FrameRules.at(memory, found, FUNCTION + at);
    }
  }

  /** The length of an expression that leads back to the instruction it is of. */
  @Test
  @Timeout(Patience.SECONDS)
  void aLengthThatLeadsBackIsAnError() {
    int[] circle = {0x0f, 0xf5, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};
    assertThatThrownBy(() -> rules(0, circle)).isInstanceOf(IOException.class);
  }

  private static Rule at(long offset) {
    return new Rule(Kind.AT_OFFSET, offset);
  }

  /** {@code push %rbp; mov %rsp,%rbp; …; leave; ret}, as every compiler tells of it. */
  private static final int[] WITH_FRAME_POINTER = {
    0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, 6, 0x02, 0x30, 0x0a, 0xc6, 0x0c, 7, 8, 0x41, 0x0b
  };

  @Test
  void rulesHoldFromTheirInstructionOn() throws IOException {
    FrameStep first = rules(0, WITH_FRAME_POINTER);
    assertThat(first.frameRegister()).isEqualTo(7);
    assertThat(first.frameOffset()).isEqualTo(8);
    assertThat(first.rules()).isEqualTo(Map.of(16, at(-8)));
    FrameStep pushed = rules(1, WITH_FRAME_POINTER);
    assertThat(pushed.frameRegister()).isEqualTo(7);
    assertThat(pushed.frameOffset()).isEqualTo(16);
    assertThat(pushed.rules()).isEqualTo(Map.of(16, at(-8), 6, at(-16)));
    FrameStep body = rules(4, WITH_FRAME_POINTER);
    assertThat(body.frameRegister()).isEqualTo(6);
    assertThat(body.frameOffset()).isEqualTo(16);
  }

  @Test
  void whatWasRememberedComesBack() throws IOException {
    FrameStep left = rules(4 + 0x30, WITH_FRAME_POINTER);
    assertThat(left.frameRegister()).isEqualTo(7);
    assertThat(left.frameOffset()).isEqualTo(8);
    assertThat(left.rules()).isEqualTo(Map.of(16, at(-8)));
    FrameStep after = rules(4 + 0x31, WITH_FRAME_POINTER);
    assertThat(after.frameRegister()).isEqualTo(6);
    assertThat(after.rules()).containsEntry(6, at(-16));
  }

  @Test
  void everyKindOfRuleIsRead() throws IOException {
    FrameStep rules =
        rules(
            0, 0x05, 12, 3, 0x07, 13, 0x09, 14, 15, 0x14, 3, 2, 0x11, 5, 0x7e, 0x15, 4, 0x7f, 0x2e,
            0x10, 0x2d, 0x10, 1, 2, 0x55, 0x55, 0x12, 7, 0x7c);
    assertThat(rules.rules())
        .isEqualTo(
            Map.of(
                16, at(-8),
                12, at(-24),
                13, new Rule(Kind.LOST, 0),
                14, new Rule(Kind.IN_REGISTER, 15),
                3, new Rule(Kind.OFFSET, -16),
                5, at(16),
                4, new Rule(Kind.OFFSET, 8),
                1, new Rule(Kind.LOST, 0)));
    assertThat(rules.frameOffset()).isEqualTo(32);
    assertThat(rules(0, 0x86, 2, 0x08, 6).rules()).doesNotContainKey(6);
    assertThat(rules(0, 0x86, 2, 0x06, 6).rules()).doesNotContainKey(6);
    assertThat(rules(0, 0x90, 5, 0xd0).rules()).containsEntry(16, at(-8));
  }

  @Test
  void whatIsNotKnownIsRefused() throws IOException {
    assertThatThrownBy(() -> rules(0, 0x3f)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> rules(0, 0x0b)).isInstanceOf(IOException.class);
    FrameStep expression = rules(0, 0x0f, 1, 0x55);
    assertThat(expression.frameRegister()).isEqualTo(FrameRules.UNKNOWN);
  }

  @Test
  @Timeout(Patience.SECONDS)
  void nonsenseEnds() {
    Random random = new Random(7);
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      int[] nonsense = random.ints(1 + random.nextInt(200), 0, 256).toArray();
      try {
        rules(random.nextInt(LENGTH), nonsense).rules();
        read++;
      } catch (IOException | RuntimeException e) {
        // what its caller expects
      }
    }
    assertThat(read).isBetween(1, 2999);
  }
}
