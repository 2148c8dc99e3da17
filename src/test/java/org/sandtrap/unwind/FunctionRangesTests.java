package org.sandtrap.unwind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where functions begin and end. */
class FunctionRangesTests {
  private static final int FUNCTION = 0x12;
  private static final int INDIRECT = 0x1a;
  private static final int OBJECT = 0x11;

  private static FunctionRanges ranges(boolean wide) {
    ByteBuffer table =
        ByteBuffer.allocate(1000).order(wide ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    symbol(table, wide, FUNCTION, 0x1000, 0x10);
    symbol(table, wide, FUNCTION, 0x1000, 0x20); // an alias, longer
    symbol(table, wide, OBJECT, 0x1020, 0x10);
    symbol(table, wide, INDIRECT, 0x1040, 1);
    symbol(table, wide, FUNCTION, 0x1050, 0);
    return new FunctionRanges(table.flip().slice().order(table.order()), wide);
  }

  private static void symbol(ByteBuffer table, boolean wide, int info, int address, int size) {
    table.putInt(1);
    if (wide) {
      table.put((byte) info).put((byte) 0).putShort((short) 1).putLong(address).putLong(size);
    } else {
      table.putInt(address).putInt(size).put((byte) info).put((byte) 0).putShort((short) 1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWithinOneIs(boolean wide) {
    FunctionRanges ranges = ranges(wide);
    assertThat(List.of(0x1000L, 0x100fL, 0x101fL, 0x1040L)).allMatch(ranges::contain);
    assertThat(List.of(0L, 0xfffL, 0x1020L, 0x103fL, 0x1041L, 0x1050L, -1L))
        .noneMatch(ranges::contain);
  }
}
