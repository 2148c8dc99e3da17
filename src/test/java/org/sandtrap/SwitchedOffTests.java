package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.HostSupport.Feature;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.isolation.Enforcement;
import org.sandtrap.isolation.Network;
import org.sandtrap.isolation.Protection;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.SyscallTable;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.Namespaces;
import org.sandtrap.testing.Requirement;

/** Where a mechanism is missing, a launch comes out as the support of the host has announced. */
class SwitchedOffTests {
  /** What is missing. */
  private enum Host {
    NO_LANDLOCK("Landlock") {
      @Override
      Abilities abilities() {
        return Abilities.here().withLandlock(0);
      }
    },
    NO_NAMESPACES("namespaces") {
      @Override
      Abilities abilities() {
        return Abilities.here().withoutNamespaces();
      }
    },
    NEITHER("Landlock", "namespaces") {
      @Override
      Abilities abilities() {
        return Abilities.here().withoutNamespaces().withLandlock(0);
      }
    };

    private final List<String> missing;

    Host(String... missing) {
      this.missing = List.of(missing);
    }

    abstract Abilities abilities();
  }

  /** What is asked for. */
  private enum Setting {
    FILES(sandbox -> sandbox.withReadable("{system}").withWritable("{private}")),
    WRITABLE(sandbox -> sandbox.withWritable("{private}")),
    EXECUTABLE(sandbox -> sandbox.withExecutable("{system}")),
    BEST_EFFORT(
        sandbox -> sandbox.withWritable("{private}").withEnforcement(Enforcement.BEST_EFFORT)),
    NO_NETWORK(sandbox -> sandbox.withNetwork(Network.NONE)),
    LOOPBACK(sandbox -> sandbox.withNetwork(Network.LOOPBACK)),
    PROCESSES(Sandbox::withIsolatedProcesses),
    UNTRUSTED(sandbox -> Sandbox.untrusted());

    private final UnaryOperator<Sandbox> operator;

    Setting(UnaryOperator<Sandbox> operator) {
      this.operator = operator;
    }

    Sandbox sandbox() {
      return operator.apply(Sandbox.create());
    }
  }

  private static Feature feature(HostSupport support, String name) {
    return support.features().stream()
        .filter(feature -> feature.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String version() {
    return "Landlock ABI " + Landlock.version();
  }

  /** The line of the protections of a run that the mechanism is for, or the refusal. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO_LANDLOCK   | FILES       | files: a root of its own (mount and pid namespaces)
          NO_LANDLOCK   | BEST_EFFORT | files: looks at calls (but: a thread or process that changes a path
          NO_LANDLOCK   | NO_NETWORK  | network: rules on calls (but: local sockets stay reachable)
          NO_LANDLOCK   | LOOPBACK    | network: network namespace (but: local sockets with a path stay reachable)
          NO_LANDLOCK   | PROCESSES   | processes outside of the run: pid and IPC namespaces, an own /dev/shm (but: abstract sockets are
          NO_LANDLOCK   | UNTRUSTED   | files: a root of its own (mount and pid namespaces)
          NO_LANDLOCK   | UNTRUSTED   | network: rules on calls, network namespace (but: local sockets stay reachable)
          NO_NAMESPACES | FILES       | files: ABI (but: names, sizes, modes and times stay visible
          NO_NAMESPACES | WRITABLE    | files: ABI (but: names, sizes, modes and times stay visible
          NO_NAMESPACES | EXECUTABLE  | files: ABI (but: names, sizes, modes and times stay visible
          NO_NAMESPACES | BEST_EFFORT | files: ABI (but: names, sizes, modes and times stay visible
          NO_NAMESPACES | NO_NETWORK  | network: rules on calls, ABI (but: local sockets stay reachable)
          NO_NAMESPACES | PROCESSES   | processes outside of the run: ABI, and rules on calls (but: their names and numbers
          NO_NAMESPACES | UNTRUSTED   | files: ABI (but: names, sizes, modes and times stay visible
          NO_NAMESPACES | UNTRUSTED   | processes outside of the run: ABI, and rules on calls (but: their names and numbers
          NEITHER       | BEST_EFFORT | files: looks at calls (but: a thread or process that changes a path
          NEITHER       | NO_NETWORK  | network: rules on calls (but: local sockets stay reachable)
          NEITHER       | PROCESSES   | processes outside of the run: rules on calls (but: their names and numbers stay visible
          """)
  void anotherMechanismIsNamedWithWhatItDoesNotStop(Host host, Setting setting, String protection) {
    if (protection.contains("namespace")) {
      Namespaces.require();
    }
    if (protection.contains("ABI")) {
      Landlock.require(Landlock.WITH_SCOPES);
    }
    checkAnnounced(host);
    Run run = setting.sandbox().on(host.abilities()).run("true");
    assertThat(run.verdict()).as(run.summary()).isEqualTo(Verdict.OK);
    assertThat(run.protections())
        .extracting(Protection::toString)
        .anyMatch(line -> line.startsWith(protection.replace("ABI", version())));
  }

  private static void checkAnnounced(Host host) {
    HostSupport support = HostSupport.on(host.abilities());
    assertThat(host.missing).noneMatch(support::has);
  }

  /** Where nothing else does it, the refusal says what is missing, and what to do about it. */
  @ParameterizedTest
  @CsvSource({
    "NO_LANDLOCK, WRITABLE, 'writable', Landlock",
    "NO_LANDLOCK, EXECUTABLE, 'executable', Landlock",
    "NO_NAMESPACES, LOOPBACK, 'network', namespaces",
    "NEITHER, FILES, 'readable, writable', Landlock namespaces",
    "NEITHER, WRITABLE, 'writable', Landlock",
    "NEITHER, EXECUTABLE, 'executable', Landlock",
    "NEITHER, LOOPBACK, 'network', namespaces",
    "NEITHER, UNTRUSTED, 'readable, writable', Landlock namespaces",
  })
  void theRefusalHasTheWordsOfTheTable(Host host, Setting setting, String named, String missing) {
    checkAnnounced(host);
    HostSupport support = HostSupport.on(host.abilities());
    Sandbox sandbox = setting.sandbox().on(host.abilities());
    LaunchException refusal =
        catchThrowableOfType(LaunchException.class, () -> sandbox.run("true"));
    assertThat(refusal).hasMessageContaining(named + " cannot be enforced on this host. ");
    for (String name : missing.split(" ")) {
      Feature feature = feature(support, name);
      assertThat(feature.remedy()).isNotEmpty();
      assertThat(refusal)
          .hasMessageContaining(feature.found())
          .hasMessageContaining(feature.remedy());
    }
  }

  /** Prints what is announced, and what comes of each setting: in a JVM from which it is kept. */
  static final class Outcomes {
    private Outcomes() {}

    public static void main(String[] none) {
      for (Feature feature : HostSupport.probe().features()) {
        System.out.println(
            String.join(
                "\t", feature.name(), "" + feature.available(), feature.found(), feature.remedy()));
      }
      for (Setting setting : Setting.values()) {
        System.out.println(setting + "\t" + outcome(setting.sandbox().withWall("60s"), "true"));
      }
      String[] filling = {"sh", "-c", "a=$(head -c 40M /dev/zero | tr '\\0' x); sleep 60"};
      Sandbox small = Sandbox.create().withWall("60s").withMemory("16MiB");
      System.out.println("MEMORY\t" + outcome(small, filling));
    }

    private static String outcome(Sandbox sandbox, String... command) {
      try {
        Run run = sandbox.run(command);
        return run.verdict() + " " + run.protections();
      } catch (LaunchException e) {
        return e.getMessage();
      }
    }
  }

  /** The lines of {@link Outcomes}. */
  private record Told(List<List<String>> lines) {
    static Told by(ChildJvm jvm) throws IOException, InterruptedException {
      return new Told(jvm.run().stream().map(line -> Arrays.asList(line.split("\t", -1))).toList());
    }

    private List<String> line(String name) {
      return lines.stream().filter(line -> line.get(0).equals(name)).findFirst().orElseThrow();
    }

    String outcome(Setting setting) {
      return line(setting.name()).get(1);
    }

    /** What a launch must say that fails for want of this. */
    String[] announced(String feature) {
      List<String> line = line(feature);
      assertThat(line.get(1)).as("%s", line).isEqualTo("false");
      assertThat(line.get(3)).isNotEmpty();
      return new String[] {line.get(2), line.get(3)};
    }
  }

  private static ChildJvm without(String call, int errno) {
    Path refuse = tool("refuse");
    Abi abi = System.getProperty("os.arch").equals("aarch64") ? Abi.AARCH64 : Abi.X86_64;
    String number = String.valueOf(SyscallTable.of(abi).number(call).getAsInt());
    return ChildJvm.of(Outcomes.class).startedBy(refuse.toString(), number, "" + errno);
  }

  private static Path tool(String name) {
    Path tool = Path.of("target", "check", name).toAbsolutePath();
    Requirement.require(Files.isExecutable(tool), tool.toString(), "make -C native tools");
    return tool;
  }

  @Test
  @Tag("build")
  void withoutPtraceNothingIsLaunched() throws Exception {
    Told told = Told.by(without("ptrace", 1));
    for (Setting setting : List.of(Setting.BEST_EFFORT, Setting.NO_NETWORK)) {
      assertThat(told.outcome(setting)).contains(told.announced("ptrace"));
    }
    assertThat(told.line("MEMORY").get(1)).contains(told.announced("ptrace"));
  }

  @Test
  @Tag("build")
  void whereTheKernelHasNoLandlockItIsAsWithoutItInTheTests() throws Exception {
    Told told = Told.by(without("landlock_create_ruleset", 95));
    assertThat(told.outcome(Setting.WRITABLE)).contains(told.announced("Landlock"));
    assertThat(told.outcome(Setting.EXECUTABLE)).contains(told.announced("Landlock"));
    assertThat(told.outcome(Setting.BEST_EFFORT)).startsWith("OK").contains("looks at calls");
  }

  @Test
  @Tag("build")
  void whereAContainerRefusesNamespacesItIsAsWithoutThemInTheTests() throws Exception {
    Requirement.requireKernel(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "root",
        "only root can imitate a container");
    Landlock.require(Landlock.WITH_SCOPES);
    String container = tool("container").toString();
    Told told = Told.by(ChildJvm.of(Outcomes.class).startedBy(container, "--"));
    assertThat(told.outcome(Setting.LOOPBACK)).contains(told.announced("namespaces"));
    Stream.of(Setting.FILES, Setting.PROCESSES, Setting.UNTRUSTED)
        .forEach(
            setting ->
                assertThat(told.outcome(setting))
                    .as(setting.name().toLowerCase(Locale.ROOT))
                    .startsWith("OK")
                    .contains(version()));
  }

  @Test
  void withoutControlGroupsMemoryIsLimitedAllTheSame() throws Exception {
    Told told = Told.by(ChildJvm.of(Outcomes.class).withOptions("-Dsandtrap.cgroups=off"));
    assertThat(told.announced("cgroups"))
        .containsExactly(
            "switched off by the system property sandtrap.cgroups",
            "Leave -Dsandtrap.cgroups=off out.");
    assertThat(told.line("MEMORY").get(1)).startsWith("MEMORY_LIMIT");
  }
}
