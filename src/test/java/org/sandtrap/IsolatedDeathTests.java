package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.IsolatedRuns;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.LivingJvm;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Namespaces;
import org.sandtrap.testing.Until;

/**
 * A JVM that ends in the middle of isolated runs takes them with it: the programs, which its
 * tracer's death kills, and the first processes of their pid namespaces, which nobody traces.
 */
class IsolatedDeathTests {
  private static final int SIGNALLED = 128;
  private static final int OUT_OF_MEMORY = 3; // -XX:+ExitOnOutOfMemoryError
  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  /** Of the two runs: the shells and their three sleepers each. */
  private static final int PROGRAMS = 8;

  @TempDir Path temporary;
  private final Marker marker = Marker.fresh();

  /** The program of another JVM: runs in namespaces. */
  static final class InNamespaces {
    private InNamespaces() {}

    public static void main(String[] end) throws IOException {
      IsolatedRuns.main(Sandbox.untrusted(), end);
    }
  }

  /** The program of another JVM: runs under Landlock. */
  static final class UnderLandlock {
    private UnderLandlock() {}

    public static void main(String[] end) throws IOException {
      IsolatedRuns.main(Sandbox.untrusted().on(Abilities.here().withoutNamespaces()), end);
    }
  }

  /** The program of another JVM that comes after. */
  static final class Next {
    private Next() {}

    public static void main(String[] none) {
      System.out.print(Sandbox.untrusted().run("echo", "works").stdoutText());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "InNamespaces, SIGKILL",
    "InNamespaces, SIGTERM",
    "InNamespaces, halt",
    "InNamespaces, exhaust",
    "UnderLandlock, SIGKILL",
    "UnderLandlock, SIGTERM",
    "UnderLandlock, halt",
    "UnderLandlock, exhaust",
  })
  void nothingSurvivesAndTheNextJvmRuns(String isolation, String end) throws Exception {
    boolean inNamespaces = isolation.equals("InNamespaces");
    if (inNamespaces) {
      Namespaces.require();
    } else {
      Landlock.require();
    }
    try (LivingJvm jvm = start(inNamespaces ? InNamespaces.class : UnderLandlock.class, end)) {
      jvm.awaitLine("running");
      Until.isTrue("all are there", () -> marker.processes().size() >= 1 + PROGRAMS);
      List<ProcessHandle> all = everybody(jvm);
      assertThat(end(jvm, end)).as("%s", jvm.lines()).isEqualTo(exitCode(end));
      Until.isTrue("nobody left", AT_ONCE, () -> all.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(marker.processes()).isEmpty();
    }
    assertThat(child(Next.class).run()).containsExactly("works");
    assertThat(names()).isEmpty();
  }

  private ChildJvm child(Class<?> main) {
    return ChildJvm.of(main)
        .withOptions("-Djava.io.tmpdir=" + temporary, "-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
  }

  private LivingJvm start(Class<?> main, String end) throws IOException {
    return marker.on(child(main)).start(end);
  }

  /** The first process of a namespace shows no environment; but it is a child of the JVM. */
  private List<ProcessHandle> everybody(LivingJvm jvm) {
    List<ProcessHandle> all =
        new ArrayList<>(ProcessHandle.of(jvm.pid()).orElseThrow().descendants().toList());
    marker.processes().stream()
        .map(process -> Long.parseLong(process.substring(0, process.indexOf(' '))))
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(all::add);
    return all;
  }

  private static int end(LivingJvm jvm, String end) throws Exception {
    if (end.startsWith("SIG")) {
      Signal signal = Signal.parse(end);
      assumeTrue(
          end.equals("SIGKILL") || Until.handles(jvm.pid(), signal),
          end + " was ignored when this JVM began");
      jvm.signal(signal);
    } else {
      jvm.poke();
    }
    return jvm.await();
  }

  private static int exitCode(String end) {
    return switch (end) {
      case "halt" -> IsolatedRuns.HALTED;
      case "exhaust" -> OUT_OF_MEMORY;
      default -> SIGNALLED + Signal.parse(end).number();
    };
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.contains("sandtrap-"))
          .toList();
    }
  }
}
