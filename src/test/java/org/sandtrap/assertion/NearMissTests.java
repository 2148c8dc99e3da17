package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.Trace;

/** What is not found is shown with what is like it. */
class NearMissTests {
  /** Writes ten files, and two whose names are like that of a third. */
  private static final Trace WRITES = writes();

  private static Trace writes() {
    TraceBuilder builder = new TraceBuilder().process(100).exec("/usr/bin/program", "program");
    for (int i = 0; i < 10; i++) {
      write(builder, "/var/log/" + i);
    }
    write(builder, "/tmp/reslut.txt");
    write(builder, "/home/result.txt");
    builder.call("openat", "AT_FDCWD", "/srv/resullt.txt", "O_RDONLY").fails(Errno.ENOENT);
    builder.call("openat", "AT_FDCWD", "/tmp/\033[2J", "O_RDONLY").fails(Errno.ENOENT);
    builder.call("openat", "AT_FDCWD", "/var/log/10", "O_RDONLY").returns(3);
    builder.call("execve", "/bin/prgoram", 0, 0).fails(Errno.ENOENT);
    return builder.trace();
  }

  private static void write(TraceBuilder builder, String path) {
    builder.call("write", 3, 0x7000, 1).link("fd", path).returns(1);
  }

  @Test
  void theNearestNamesAreFirst() {
    assertThatThrownBy(() -> assertThat(WRITES).wrote("/tmp/result.txt"))
        .hasMessageStartingWith(
            "Expected the program to write /tmp/result.txt, but it wrote /home/result.txt,"
                + " /tmp/reslut.txt, /var/log/0, /var/log/1, /var/log/2 and 7 more.\n");
  }

  @Test
  void whatWasOnlyTriedIsSimilar() {
    assertThatThrownBy(() -> assertThat(WRITES).wrote("/tmp/result.txt"))
        .hasMessageContaining(
            "\nSimilar is:\n"
                + "   \"/srv/resullt.txt\" looked for\n"
                + "   \"/tmp/\\33[2J\" looked for\n"
                + "The end of the trace:\n");
    assertThatThrownBy(() -> assertThat(WRITES).deleted("/home/result.txt"))
        .hasMessageContainingAll(
            "to delete /home/result.txt, but it deleted nothing.\nSimilar is:\n"
                + "   \"/home/result.txt\" written\n");
  }

  @Test
  void noMoreThanFiveAreShown() {
    assertThatThrownBy(() -> assertThat(WRITES).deleted("/var/log/**"))
        .hasMessageContaining("\nSimilar is:\n   \"/var/log/0\" written\n")
        .hasMessageContaining("\n   \"/var/log/4\" written\nThe end of the trace:\n");
  }

  @Test
  void nothingIsSaidWhereNothingIsSimilar() {
    assertThatThrownBy(() -> assertThat(WRITES).wrote("/etc/passwd"))
        .hasMessageContaining("it wrote /var/log/0, /var/log/1")
        .hasMessageNotContaining("Similar is");
    assertThatThrownBy(() -> assertThat(WRITES).wrote("/*")).hasMessageNotContaining("Similar is");
  }

  @Test
  void programsThatWereExecutedOrTriedAreSimilar() {
    TraceBuilder builder = new TraceBuilder().process(100);
    for (int i = 0; i < 9; i++) {
      builder.exec("/usr/bin/tool" + i + "x", "x");
    }
    Trace many = builder.exec("/usr/bin/python3", "python3").trace();
    assertThatThrownBy(() -> assertThat(many).executed("pyhton3"))
        .hasMessageContaining(
            "to execute pyhton3, but it executed /usr/bin/python3, /usr/bin/tool0x");
    assertThatThrownBy(() -> assertThat(WRITES).executed("programm"))
        .hasMessageContainingAll(
            "but it executed /usr/bin/program.\nSimilar is:\n   \"/bin/prgoram\" looked for\n");
  }

  @Test
  void callsWithOtherArgumentsAreSimilar() {
    assertThatThrownBy(() -> assertThat(WRITES).madeCalls("write(fd=4)"))
        .hasMessageContaining(
            "to call write(fd=4), but it made no such call.\nSimilar is:\n   write(3, 0x7000, 1) = 1\n");
    assertThatThrownBy(() -> assertThat(WRITES).calls("write(fd=4)").isNotEmpty())
        .hasMessageStartingWith(
            "[calls of write(fd=4)] Expected calls, but there was none.\n"
                + "Similar is:\n   write(3, 0x7000, 1) = 1\nThe end of the trace:\n   ");
    assertThatThrownBy(() -> assertThat(WRITES).calls("write(fd=4)").succeeded())
        .hasMessageContainingAll("there was none.\nSimilar is:\n   write(3, ");
    assertThat(WRITES).calls("write(fd=3)").isNotEmpty().hasSize(12);
  }

  @Test
  void callsThatEndedOtherwiseAreSimilar() {
    assertThatThrownBy(() -> assertThat(WRITES).calls("execve").thatSucceeded().isNotEmpty())
        .hasMessageContaining(
            "none.\nSimilar is:\n   execve(\"/bin/prgoram\", NULL, NULL) = -1 ENOENT");
    assertThatThrownBy(
            () -> assertThat(WRITES).calls("execve").ofProcess(7).thatFailed().isNotEmpty())
        .hasMessageContaining("none.\nSimilar is:\n   execve(\"/bin/prgoram\"");
    assertThatThrownBy(() -> assertThat(WRITES).calls("socket").isNotEmpty())
        .hasMessageStartingWith("[calls of socket] Expected calls, but there was none.\n   ");
    Assertions.assertThat(
            failures(softly -> softly.assertThat(WRITES).calls("socket").isNotEmpty().isNull()))
        .hasSize(2)
        .startsWith("[calls of socket] Expected calls, but there was none.");
  }
}
