package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.trace.decode.RecordedCall.bytes;
import static org.sandtrap.trace.decode.RecordedCall.ints;
import static org.sandtrap.trace.decode.RecordedCall.little;
import static org.sandtrap.trace.decode.RecordedCall.longs;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Abi;
import org.sandtrap.trace.store.RawCapture.Part;
import org.sandtrap.trace.store.RawCapture.Status;
import org.sandtrap.trace.value.Value;

/** Tests of {@link StructDecoder}, {@link StructText} and {@link FieldDecoder}. */
class StructDecoderTests {
  private static byte[] stat(int mode, long device, long size) {
    ByteBuffer stat = little(144);
    stat.putInt(24, mode).putLong(40, device).putLong(48, size).putInt(28, -1);
    return stat.array();
  }

  @Test
  void aFilesStatusIsShortButHasAllFields() {
    Value.Struct stat =
        (Value.Struct)
            RecordedCall.of("fstat", 3, 0x10)
                .returning(0)
                .out(1, stat(0100644, 0, 18))
                .value("statbuf");
    assertThat(stat.text()).isEqualTo("{st_mode=S_IFREG|0644, st_size=18, ...}");
    assertThat(stat.fields()).containsKeys("st_ino", "st_ctime_nsec");
    assertThat(stat.field("st_uid").orElseThrow().text()).isEqualTo("-1");
  }

  @Test
  void ofADeviceItsNumberIsShown() {
    assertThat(
            RecordedCall.of("fstat", 3, 0x10)
                .returning(0)
                .out(1, stat(0020620, 0x8801, 0))
                .text("statbuf"))
        .isEqualTo("{st_mode=S_IFCHR|0620, st_rdev=makedev(0x88, 0x1), ...}");
  }

  @Test
  void anotherInterfaceHasAnotherLayout() {
    ByteBuffer stat = little(96);
    stat.putInt(16, 0040755).putLong(44, 4096);
    assertThat(
            RecordedCall.of(Abi.I386, "fstat64", 3, 0x10)
                .returning(0)
                .out(1, stat.array())
                .text("statbuf"))
        .isEqualTo("{st_mode=S_IFDIR|0755, st_size=4096, ...}");
  }

  @Test
  void aStructureThatWasCutEndsInDots() {
    assertThat(
            RecordedCall.of("nanosleep", 0x10, 0)
                .with(0, false, Part.BYTES, Status.CUT, longs(1), 16)
                .text("req"))
        .isEqualTo("{tv_sec=1, ...}");
  }

  @Test
  void limitsAreTimes1024() {
    RecordedCall call =
        RecordedCall.of("prlimit64", 0, 3, 0, 0x10).returning(0).out(3, longs(8192 * 1024, -1));
    assertThat(call.texts())
        .isEqualTo("0, RLIMIT_STACK, NULL, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}");
  }

  @Test
  void aListOfStructuresIsInBrackets() {
    RecordedCall poll = RecordedCall.of("poll", 0x10, 2, -1);
    byte[] before = ints(3, 1, 4, 4);
    byte[] after = ints(3, 0x10001, 4, 4);
    assertThat(poll.in(0, before).texts())
        .isEqualTo("[{fd=3, events=POLLIN}, {fd=4, events=POLLOUT}], 2, -1");
    Value.Change change = (Value.Change) poll.out(0, after).returning(1).value("fds");
    assertThat(change.after().text()).isEqualTo("[{fd=3, revents=POLLIN}, {fd=4, revents=0}]");
  }

  @Test
  void ofALongListTheFirstAreThere() {
    assertThat(
            RecordedCall.of("poll", 0x10, 3, -1)
                .with(0, false, Part.BYTES, Status.CUT, ints(3, 1), 24)
                .text("fds"))
        .isEqualTo("[{fd=3, events=POLLIN}, ...]");
  }

  @Test
  void twoDescriptorsAreAList() {
    Value.Array pipe =
        (Value.Array)
            RecordedCall.of("pipe2", 0x10, 0x80000).returning(0).out(0, ints(3, 4)).value("pipefd");
    assertThat(pipe.text()).isEqualTo("[3, 4]");
    assertThat(pipe.values()).allMatch(Value.Descriptor.class::isInstance);
  }

  @Test
  void anEventHasItsDataTwice() {
    ByteBuffer event = little(12);
    event.putInt(0, 1).putLong(4, 0x100000005L);
    assertThat(RecordedCall.of("epoll_ctl", 3, 1, 5, 0x10).in(3, event.array()).texts())
        .isEqualTo("3, EPOLL_CTL_ADD, 5, {events=EPOLLIN, data={u32=5, u64=4294967301}}");
  }

  @Test
  void howAFileIsOpenedIsShown() {
    assertThat(
            RecordedCall.of("openat2", -100, 0x10, 0x20, 24)
                .in(2, longs(0x80000, 0, 8))
                .text("how"))
        .isEqualTo("{flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_BENEATH}");
  }

  @Test
  void aNewThreadHasOnlyWhatWasAskedFor() {
    assertThat(
            RecordedCall.of("clone3", 0x10, 88)
                .in(0, longs(0x4100, 0, 0, 0, 17, 0x1000, 0x9000, 0, 0, 0, 0))
                .texts())
        .isEqualTo(
            "{flags=CLONE_VM|CLONE_VFORK, exit_signal=SIGCHLD, stack=0x1000, stack_size=0x9000},"
                + " 88");
  }

  @Test
  void aWindowHasItsSize() {
    ByteBuffer size = little(8);
    size.putShort(0, (short) 24).putShort(2, (short) 80);
    assertThat(RecordedCall.of("ioctl", 0, 0x5413, 0x10).returning(0).out(2, size.array()).texts())
        .isEqualTo("0, TIOCGWINSZ, {ws_row=24, ws_col=80, ws_xpixel=0, ws_ypixel=0}");
  }

  @Test
  void aPointerToOneNumberIsInBrackets() {
    assertThat(RecordedCall.of("ioctl", 0, 0x541b, 0x10).returning(0).out(2, ints(7)).texts())
        .isEqualTo("0, FIONREAD, [7]");
    assertThat(
            RecordedCall.of("getresuid", 0x10, 0x20, 0x30)
                .returning(0)
                .out(0, ints(1000))
                .out(1, ints(0))
                .out(2, ints(-1))
                .texts())
        .isEqualTo("[1000], [0], [-1]");
  }

  @Test
  void aHostsNameIsAText() {
    ByteBuffer names = little(390);
    names.put(0, bytes("Linux")).put(65, bytes("a\u0007b"));
    assertThat(RecordedCall.of("uname", 0x10).returning(0).out(0, names.array()).text("buf"))
        .isEqualTo("{sysname=\"Linux\", nodename=\"a\\7b\", ...}");
  }

  @Test
  void directoriesShowHowManyEntriesThereAre() {
    ByteBuffer entries = little(48);
    entries
        .putLong(0, 5)
        .putLong(8, 1)
        .putShort(16, (short) 24)
        .put(18, (byte) 8)
        .put(19, bytes("a"));
    entries
        .putLong(24, 6)
        .putLong(32, 2)
        .putShort(40, (short) 24)
        .put(42, (byte) 4)
        .put(43, bytes("b"));
    Value.Array list =
        (Value.Array)
            RecordedCall.of("getdents64", 3, 0x10, 32768)
                .returning(48)
                .out(1, entries.array())
                .value("dirp");
    assertThat(list.text()).isEqualTo("0x10 /* 2 entries */");
    assertThat(list.values().get(1).text())
        .isEqualTo("{d_ino=6, d_off=2, d_reclen=24, d_type=DT_DIR, d_name=\"b\"}");
  }

  @Test
  void capabilitiesAreInTwoHalves() {
    assertThat(
            RecordedCall.of("capset", 0x10, 0x20)
                .in(0, ints(0x20080522, 0))
                .in(1, ints(1, 0x20, 0, 0x100, 0, 0))
                .texts())
        .isEqualTo(
            "{version=_LINUX_CAPABILITY_VERSION_3, pid=0},"
                + " {effective=1<<CAP_CHOWN|1<<CAP_CHECKPOINT_RESTORE, permitted=1<<CAP_KILL,"
                + " inheritable=0}");
  }

  @Test
  void processorsAndDescriptorsAreSets() {
    assertThat(
            RecordedCall.of("sched_getaffinity", 0, 128, 0x10)
                .returning(8)
                .out(2, longs(0b101))
                .text("mask"))
        .isEqualTo("[0 2]");
    ByteBuffer set = little(128);
    set.put(0, (byte) 0b1001).put(1, (byte) 1);
    assertThat(RecordedCall.of("select", 8, 0x10, 0, 0, 0).in(1, set.array()).text("readfds"))
        .as("none beyond nfds")
        .isEqualTo("[0 3]");
  }

  @Test
  void whatPollIgnoresHasNoEvents() {
    assertThat(RecordedCall.of("poll", 0x10, 1, 0).in(0, ints(-1, 4)).text("fds"))
        .isEqualTo("[{fd=-1}]");
  }

  @Test
  void timesOfFilesCanBeNowOrOmitted() {
    long now = (1 << 30) - 1;
    assertThat(
            RecordedCall.of("utimensat", -100, 0x10, 0x20, 0)
                .in(2, longs(0, now, 5, now - 1))
                .text("times"))
        .isEqualTo("[UTIME_NOW, UTIME_OMIT]");
    assertThat(RecordedCall.of("nanosleep", 0x10, 0).in(0, longs(0, now)).text("req"))
        .as("no time of a file")
        .isEqualTo("{tv_sec=0, tv_nsec=1073741823}");
  }
}
