package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.TerminalRun;

/** A host without terminals is told from one that has them. */
@Tag("slow")
class TerminalHostTests {
  private static final String[] AS_ROOT = {"unshare", "--mount", "sh", "-c"};

  private static List<String> after(String change) throws Exception {
    Process trial = new ProcessBuilder("unshare", "--mount", "true").start();
    Requirement.require(trial.waitFor() == 0, "The right to mount", "run the tests as root");
    List<String> start = new ArrayList<>(List.of(AS_ROOT));
    start.add(change + "; exec \"$@\"");
    start.add("sh");
    return ChildJvm.of(TerminalRun.class).startedBy(start.toArray(String[]::new)).run();
  }

  @Test
  void whereNoneCanBeOpenedTheRemedyIsTold() throws Exception {
    List<String> told = after("mount --bind /dev/null /dev/ptmx");
    assertThat(told.get(0))
        .startsWith(
            "terminal ENOTTY 'stty' was not started (terminal: ENOTTY, Inappropriate ioctl for"
                + " device): no terminal can be opened on this host. Expected /dev/ptmx, and a file"
                + " system devpts at /dev/pts");
    assertThat(told).anyMatch(line -> line.matches("terminals +no +none can be opened: ENOTTY"));
    assertThat(told).anyMatch(line -> line.contains("→ No terminal can be opened on this host."));
  }

  @Test
  void whereNoneIsLeftThatIsTold() throws Exception {
    List<String> told =
        after(
            "mount -t devpts -o newinstance,ptmxmode=0666,max=1 devpts /dev/pts;"
                + " mount --bind /dev/pts/ptmx /dev/ptmx; exec 9<>/dev/ptmx");
    assertThat(told.get(0)).contains("terminal ENOSPC").contains("/proc/sys/kernel/pty/max");
  }

  @Test
  void whereTheyAreElsewhereTheyAreFound() throws Exception {
    List<String> told =
        after(
            "mount -t devpts -o newinstance,ptmxmode=0666 devpts /dev/pts;"
                + " mount --bind /dev/pts/ptmx /dev/ptmx");
    assertThat(told.get(0)).isEqualTo("24 80");
    assertThat(told).anyMatch(line -> line.matches("terminals +yes +one was opened"));
  }
}
