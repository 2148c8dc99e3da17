package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Libc;
import org.sandtrap.testing.Until;

/** Runs work on every kind of thread, and leave what belongs to the thread alone. */
class CallingThreadTests {
  private static final int VIRTUAL_SINCE = 21;

  @Test
  void aVirtualThread() throws Exception {
    ChildJvm jvm = ChildJvm.of(OnVirtualThread.class).withJava(home());
    assertThat(jvm.run()).containsExactly("virtual", "text", "text");
  }

  @Test
  void aThreadWithNativeChildren() throws Exception {
    assertThat(ChildJvm.of(WithNativeChild.class).run())
        .containsExactly("beside a living child: text", "beside a dead one: text", "its code: 7");
  }

  @Test
  void theThreadOfMainWithChildrenOfTheJvm() throws Exception {
    assertThat(ChildJvm.of(WithChild.class).run())
        .containsExactly("beside a living child: text", "beside a dead one: text", "its code: 7");
  }

  /** A Java that has virtual threads: the present one, or another that is installed. */
  private static Path home() throws IOException {
    if (Runtime.version().feature() >= VIRTUAL_SINCE) {
      return Path.of(System.getProperty("java.home"));
    }
    Path installed = Path.of("/usr/lib/jvm");
    try (Stream<Path> all = Files.isDirectory(installed) ? Files.list(installed) : Stream.empty()) {
      Optional<Path> home = all.filter(CallingThreadTests::hasVirtualThreads).findFirst();
      // Not a requirement: nobody has to install a second Java.
      return home.orElseThrow(
          () -> new TestAbortedException("only where Java 21 or later is in " + installed));
    }
  }

  private static boolean hasVirtualThreads(Path home) {
    try {
      String release = Files.readString(home.resolve("release"));
      return release
          .lines()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("^JAVA_VERSION=\"(\\d+).*", "$1"))
          .anyMatch(number -> Integer.parseInt(number) >= VIRTUAL_SINCE);
    } catch (IOException e) {
      return false; // something else
    }
  }

  private static String text() {
    return succeeded(Sandbox.create().withStdin("text").run("cat")).stdoutText();
  }

  private static void sayBeside(long child) {
    System.out.println("beside a living child: " + text());
    Until.isTrue("dead", () -> Until.state((int) child) == 'Z' || Until.state((int) child) == 'X');
    System.out.println("beside a dead one: " + text());
  }

  /** Makes runs on a virtual thread. */
  static final class OnVirtualThread {
    private OnVirtualThread() {}

    /** Found by name: the present Java may not have them. */
    public static void main(String[] none) throws Exception {
      FutureTask<String> started = new FutureTask<>(OnVirtualThread::started);
      FutureTask<String> run = new FutureTask<>(CallingThreadTests::text);
      for (FutureTask<String> task : List.of(started, run)) {
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      }
      System.out.println(started.get());
      System.out.println(run.get());
    }

    private static String started() throws Exception {
      Object virtual = Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
      System.out.println(virtual.equals(true) ? "virtual" : "not virtual");
      try (RunningProgram program = Sandbox.create().start("printf", "text")) {
        return succeeded(program.await()).stdoutText();
      }
    }
  }

  /** Makes runs on a thread that has started a child without the JVM. */
  static final class WithNativeChild {
    private WithNativeChild() {}

    /** The thread's own wait for it must find it. */
    public static void main(String[] none) {
      text(); // everything is loaded
      int[] pid = new int[1];
      String[] words = {"sh", "-c", "sleep 0.5; exit 7", null};
      assertThat(Libc.INSTANCE.posix_spawn(pid, "/bin/sh", null, null, words, words)).isZero();
      sayBeside(pid[0]);
      int[] status = new int[1];
      assertThat(Libc.INSTANCE.waitpid(pid[0], status, 0)).isEqualTo(pid[0]);
      System.out.println("its code: " + (status[0] >> 8));
    }
  }

  /** Makes runs on a thread that has started a child as Java does. */
  static final class WithChild {
    private WithChild() {}

    /** The JVM's own wait for it must find it. */
    public static void main(String[] none) throws Exception {
      text(); // everything is loaded
      Process child = new ProcessBuilder("sh", "-c", "sleep 0.5; exit 7").start();
      sayBeside(child.pid());
      System.out.println("its code: " + child.waitFor());
    }
  }
}
