package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.trace.decode.RecordedCall.bytes;
import static org.sandtrap.trace.decode.RecordedCall.ints;
import static org.sandtrap.trace.decode.RecordedCall.little;
import static org.sandtrap.trace.decode.RecordedCall.longs;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.trace.store.RawCapture.Part;
import org.sandtrap.trace.store.RawCapture.Status;
import org.sandtrap.trace.value.Value;

/** Tests of the decoders of addresses, buffers, messages and options of sockets. */
class SocketDecoderTests {
  private static String address(byte[] bytes) {
    return RecordedCall.of("connect", 3, 0x10, bytes.length).in(1, bytes).text("addr");
  }

  @Test
  void aLocalAddressIsAPath() {
    assertThat(address(bytes("\1\0/run/x\0rest")))
        .isEqualTo("{sa_family=AF_UNIX, sun_path=\"/run/x\"}");
    assertThat(address(bytes("\1\0\0abc"))).isEqualTo("{sa_family=AF_UNIX, sun_path=@\"abc\"}");
    assertThat(address(bytes("\1\0"))).isEqualTo("{sa_family=AF_UNIX}");
  }

  @Test
  void anInternetAddressHasItsPort() {
    byte[] address = bytes("\2\0\0\120\177\0\0\1\0\0\0\0\0\0\0\0");
    Value.Struct value =
        (Value.Struct) RecordedCall.of("connect", 3, 0x10, 16).in(1, address).value("addr");
    assertThat(value.text())
        .isEqualTo("{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}");
    assertThat(value.field("sin_port").orElseThrow().text()).isEqualTo("80");
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000001, ::1",
    "00000000000000000000000000000000, ::",
    "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "00000000000000000000ffff7f000001, ::ffff:127.0.0.1",
    "00010002000300040005000600070008, 1:2:3:4:5:6:7:8",
    "00010000000300040005000600070000, 1:0:3:4:5:6:7:0",
    "fe800000000000000000000000000000, fe80::"
  })
  void aLongInternetAddressIsShortened(String digits, String text) {
    ByteBuffer address = little(28);
    address.put(0, (byte) 10).put(3, (byte) 80);
    for (int i = 0; i < 16; i++) {
      address.put(8 + i, (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16));
    }
    assertThat(address(address.array()))
        .isEqualTo(
            "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0),"
                + " inet_pton(AF_INET6, \""
                + text
                + "\", &sin6_addr), sin6_scope_id=0}");
  }

  @Test
  void otherAddressesAreBytes() {
    assertThat(address(ints(16, 5, 0x10)))
        .isEqualTo("{sa_family=AF_NETLINK, nl_pid=5, nl_groups=00000010}");
    assertThat(address(bytes("\7\0ab"))).isEqualTo("{sa_family=AF_BRIDGE, sa_data=\"ab\"}");
    assertThat(address(bytes("\2"))).isEqualTo("\"\\2\"");
  }

  @Test
  void anAddressIsNotLongerThanTheRoomForIt() {
    assertThat(
            RecordedCall.of("accept", 3, 0x10, 0x20)
                .in(2, ints(4))
                .returning(4)
                .out(1, bytes("\1\0ab secret"))
                .out(2, ints(11))
                .texts())
        .isEqualTo("3, {sa_family=AF_UNIX, sun_path=\"ab\"}, [4 => 11]");
  }

  @Test
  void buffersHaveWhatIsInThem() {
    assertThat(
            RecordedCall.of("writev", 1, 0x10, 2)
                .in(1, Part.IOVEC, longs(0x100, 3, 0x200, 2))
                .in(1, Part.IOVEC_DATA, bytes("abcde"))
                .texts())
        .isEqualTo("1, [{iov_base=\"abc\", iov_len=3}, {iov_base=\"de\", iov_len=2}], 2");
  }

  @Test
  void buffersHaveOnlyWhatWasRead() {
    assertThat(
            RecordedCall.of("readv", 1, 0x10, 2)
                .returning(2)
                .out(1, Part.IOVEC, longs(0x100, 5, 0x200, 5))
                .out(1, Part.IOVEC_DATA, bytes("ab"))
                .text("iov"))
        .isEqualTo("[{iov_base=\"ab\", iov_len=5}, {iov_base=\"\", iov_len=5}]");
  }

  @Test
  void ofBuffersThatWereCutTheBeginningIsThere() {
    assertThat(
            RecordedCall.of("writev", 1, 0x10, 3)
                .with(1, false, Part.IOVEC, Status.CUT, longs(0x100, 3, 0x200, 9), 48)
                .with(1, false, Part.IOVEC_DATA, Status.CUT, bytes("abcd"), 12)
                .text("iov"))
        .isEqualTo("[{iov_base=\"abc\", iov_len=3}, {iov_base=\"d\"..., iov_len=9}, ...]");
  }

  private static byte[] header(long name, long control, long controlLength) {
    return longs(name, name == 0 ? 0 : 2, 0x100, 1, control, controlLength, 0);
  }

  @Test
  void aMessageHasAllItPointsTo() {
    ByteBuffer control = little(24);
    control.putLong(0, 20).putInt(8, 1).putInt(12, 1).putInt(16, 5);
    assertThat(
            RecordedCall.of("sendmsg", 3, 0x10, 0)
                .in(1, Part.MSG, header(0x50, 0x60, 24))
                .in(1, Part.MSG_NAME, bytes("\1\0"))
                .in(1, Part.MSG_IOV, longs(0x200, 2))
                .in(1, Part.MSG_DATA, bytes("hi"))
                .in(1, Part.MSG_CONTROL, control.array())
                .text("msg"))
        .isEqualTo(
            "{msg_name={sa_family=AF_UNIX}, msg_namelen=2,"
                + " msg_iov=[{iov_base=\"hi\", iov_len=2}], msg_iovlen=1,"
                + " msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS,"
                + " cmsg_data=[5]}], msg_controllen=24, msg_flags=0}");
  }

  @Test
  void aMessageCanBeAlone() {
    assertThat(
            RecordedCall.of("recvmsg", 3, 0x10, 0)
                .returning(0)
                .out(1, Part.MSG, header(0, 0, 0))
                .text("msg"))
        .isEqualTo(
            "{msg_name=NULL, msg_namelen=0, msg_iov=0x100, msg_iovlen=1, msg_controllen=0,"
                + " msg_flags=0}");
  }

  private static byte[] messages(long... lengths) {
    ByteBuffer array = little(64 * lengths.length);
    for (int i = 0; i < lengths.length; i++) {
      array.put(64 * i, header(0, 0, 0)).putInt(64 * i + 56, (int) lengths[i]);
    }
    return array.array();
  }

  private static RecordedCall message(RecordedCall call, boolean atExit, String data) {
    byte[] bytes = bytes(data);
    return call.with(1, atExit, Part.MSG, Status.WHOLE, header(0, 0, 0), 56)
        .with(1, atExit, Part.MSG_IOV, Status.WHOLE, longs(0x200, 2), 16)
        .with(1, atExit, Part.MSG_DATA, Status.WHOLE, bytes, bytes.length);
  }

  private static String shown(String data, int length) {
    return "{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\""
        + data
        + "\", iov_len=2}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len="
        + length
        + "}";
  }

  @Test
  void severalMessagesHaveWhatWasSentOfThem() {
    RecordedCall call = RecordedCall.of("sendmmsg", 3, 0x10, 2, 0).in(1, messages(0, 0));
    message(message(call, false, "ab"), false, "cd").returning(2).out(1, messages(2, 1));
    assertThat(call.texts()).isEqualTo("3, [" + shown("ab", 2) + ", " + shown("cd", 1) + "], 2, 0");
  }

  @Test
  void severalMessagesThatWereNotSentHaveTheirContentsToo() {
    RecordedCall call = RecordedCall.of("sendmmsg", 3, 0x10, 1, 0).in(1, messages(0));
    assertThat(message(call, false, "ab").returning(-11).text("msgvec"))
        .isEqualTo("[" + shown("ab", 0) + "]");
  }

  @Test
  void severalMessagesAreThereAfterTheyWereReceived() {
    RecordedCall call = RecordedCall.of("recvmmsg", 3, 0x10, 9, 0, 0).returning(2);
    message(call.out(1, messages(2, 1)), true, "ab");
    assertThat(call.text("msgvec"))
        .as("the second was not copied")
        .isEqualTo(
            "["
                + shown("ab", 2)
                + ", "
                + shown("", 1)
                    .replace("[{iov_base=\"\", iov_len=2}]", "0x100")
                    .replace("msg_controllen", "msg_control=NULL, msg_controllen")
                + "]");
  }

  @Test
  void ofManyMessagesTheRestIsDots() {
    RecordedCall call =
        RecordedCall.of("sendmmsg", 3, 0x10, 20, 0)
            .with(1, false, Part.BYTES, Status.CUT, messages(0), 20 * 64);
    assertThat(message(call, false, "ab").text("msgvec"))
        .isEqualTo("[" + shown("ab", 0) + ", ...]");
  }

  @Test
  void messagesThatCannotBeReadAreAnAddress() {
    assertThat(RecordedCall.of("sendmmsg", 3, 0x10, 20, 0).text("msgvec")).isEqualTo("0x10");
  }

  @Test
  void whoSendsIsInAControlMessage() {
    ByteBuffer control = little(32);
    control.putLong(0, 28).putInt(8, 1).putInt(12, 2).putInt(16, 7).putInt(20, 1).putInt(24, 2);
    assertThat(
            RecordedCall.of("recvmsg", 3, 0x10, 0)
                .returning(1)
                .out(1, Part.MSG, header(0, 0x60, 32))
                .out(1, Part.MSG_CONTROL, control.array())
                .text("msg"))
        .contains("cmsg_type=SCM_CREDENTIALS, cmsg_data={pid=7, uid=1, gid=2}}]");
  }

  @Test
  void anOptionIsMostlyANumber() {
    assertThat(RecordedCall.of("setsockopt", 3, 1, 2, 0x10, 4).in(3, ints(1)).texts())
        .isEqualTo("3, SOL_SOCKET, SO_REUSEADDR, [1], 4");
    assertThat(RecordedCall.of("setsockopt", 3, 1, 13, 0x10, 8).in(3, ints(1, 5)).texts())
        .isEqualTo("3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}, 8");
    assertThat(
            RecordedCall.of("getsockopt", 3, 1, 3, 0x10, 0x20)
                .in(4, ints(4))
                .returning(0)
                .out(3, ints(1))
                .out(4, ints(4))
                .texts())
        .isEqualTo("3, SOL_SOCKET, SO_TYPE, [1], [4]");
  }

  @Test
  void aSenderWithoutAddressHasNone() {
    assertThat(
            RecordedCall.of("recvfrom", 3, 0x10, 1, 0, 0x20, 0x30)
                .in(5, ints(110))
                .returning(1)
                .out(1, bytes("a"))
                .out(4, bytes(""))
                .out(5, ints(0))
                .texts())
        .isEqualTo("3, \"a\", 1, 0, 0x20, [110 => 0]");
  }
}
