package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.trace.decode.RecordedCall.bytes;
import static org.sandtrap.trace.decode.RecordedCall.ints;
import static org.sandtrap.trace.decode.RecordedCall.longs;

import org.junit.jupiter.api.Test;
import org.sandtrap.trace.store.RawCapture.Part;
import org.sandtrap.trace.store.RawCapture.Status;
import org.sandtrap.trace.value.Value;

/** Tests of {@link PointerDecoder}: what is shown when. */
class PointerDecoderTests {
  private static RecordedCall read() {
    return RecordedCall.of("read", 3, 0x1000, 100);
  }

  @Test
  void whatWasReadIsShown() {
    assertThat(read().returning(3).out(1, bytes("abc")).texts()).isEqualTo("3, \"abc\", 100");
    assertThat(read().returning(0).out(1, bytes("")).texts()).isEqualTo("3, \"\", 100");
  }

  @Test
  void ofAFailedCallTheAddressIsShown() {
    assertThat(read().returning(-9).texts()).isEqualTo("3, 0x1000, 100");
    assertThat(read().returning(-9).out(1, bytes("abc")).text("buf")).isEqualTo("0x1000");
  }

  @Test
  void ofACallThatNeverReturnedTheAddressIsShown() {
    assertThat(read().texts()).isEqualTo("3, 0x1000, 100");
  }

  @Test
  void whatCannotBeReadIsAnAddress() {
    assertThat(
            RecordedCall.of("write", 1, 0x10, 3)
                .with(1, false, Part.BYTES, Status.UNREADABLE, bytes(""), 3)
                .text("buf"))
        .isEqualTo("0x10");
    assertThat(RecordedCall.of("write", 1, 0, 3).text("buf")).isEqualTo("NULL");
  }

  @Test
  void bytesThatWereCutEndInDots() {
    Value.Bytes value =
        (Value.Bytes)
            RecordedCall.of("write", 1, 0x10, 1000)
                .with(1, false, Part.BYTES, Status.CUT, bytes("ab\n"), 1000)
                .value("buf");
    assertThat(value.text()).isEqualTo("\"ab\\n\"...");
    assertThat(value.length()).isEqualTo(1000);
  }

  @Test
  void aPathHasTheDirectoryItBeginsAt() {
    Value.FilePath path =
        (Value.FilePath)
            RecordedCall.of("openat", -100, 0x10, 0)
                .in(1, Part.STRING, bytes("a\u001b[1m"))
                .in(1, Part.BASE, bytes("/home"))
                .value("pathname");
    assertThat(path.base()).contains("/home");
    assertThat(path.text()).isEqualTo("\"a\\33[1m\"");
  }

  @Test
  void textsAreAList() {
    Value.Array list =
        (Value.Array)
            RecordedCall.of("execve", 0x10, 0x20, 0x30)
                .with(1, false, Part.STRINGS, Status.WHOLE, bytes("ls\0\0-l\0"), 3)
                .value("argv");
    assertThat(list.text()).isEqualTo("[\"ls\", \"\", \"-l\"]");
    assertThat(list.length()).isEqualTo(3);
  }

  @Test
  void ofTextsThatWereCutMoreFollow() {
    assertThat(
            RecordedCall.of("execve", 0x10, 0x20, 0x30)
                .with(1, false, Part.STRINGS, Status.CUT, bytes("ls\0-l\0"), 2)
                .text("argv"))
        .isEqualTo("[\"ls\", \"-l\"..., ...]");
  }

  @Test
  void whatChangesIsShownBeforeAndAfter() {
    RecordedCall accept = RecordedCall.of("accept", 3, 0x10, 0x20).in(2, ints(128)).returning(4);
    assertThat(accept.out(2, ints(16)).text("addrlen")).isEqualTo("[128 => 16]");
    assertThat(
            RecordedCall.of("accept", 3, 0x10, 0x20)
                .in(2, ints(16))
                .returning(4)
                .out(2, ints(16))
                .value("addrlen"))
        .isInstanceOf(Value.Array.class)
        .hasToString("[16]");
  }

  @Test
  void anInputOfAFailedCallIsShown() {
    assertThat(RecordedCall.of("accept", 3, 0x10, 0x20).in(2, ints(128)).returning(-11).texts())
        .isEqualTo("3, 0x10, [128]");
  }

  @Test
  void aSleepThatEndedInTimeLeavesNothing() {
    RecordedCall sleep =
        RecordedCall.of("nanosleep", 0x10, 0x20).in(0, longs(1, 5)).out(1, longs(0, 9));
    assertThat(sleep.returning(0).texts()).isEqualTo("{tv_sec=1, tv_nsec=5}, 0x20");
    assertThat(sleep.returning(-516).texts())
        .isEqualTo("{tv_sec=1, tv_nsec=5}, {tv_sec=0, tv_nsec=9}");
  }

  @Test
  void aChildThatWasNotWaitedForHasNoStatus() {
    assertThat(
            RecordedCall.of("wait4", -1, 0x10, 1, 0).returning(0).out(1, ints(7)).text("wstatus"))
        .isEqualTo("0x10");
  }

  @Test
  void withoutRoomNothingIsWritten() {
    assertThat(
            RecordedCall.of("getxattr", 0x10, 0x20, 0x30, 0)
                .returning(5)
                .out(2, bytes("xxxxx"))
                .text("value"))
        .isEqualTo("0x30");
  }
}
