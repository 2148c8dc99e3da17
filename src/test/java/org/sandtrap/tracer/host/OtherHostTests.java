package org.sandtrap.tracer.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.tracer.binding.KernelFiles;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.turn.RunProcessors;

/** What is found on hosts that this one is not: a directory plays their {@code /proc}. */
class OtherHostTests {
  private static final int EPERM = 1;
  private static final int ENOENT = 2;
  private static final int EACCES = 13;
  private static final int ENOSPC = 28;
  private static final int EOPNOTSUPP = 95;

  /** Nothing traces it, nothing filters it, it has no capabilities. */
  private static final String PLAIN =
      "TracerPid:\t0\nSeccomp:\t0\nCapEff:\t0000000000000000\nCpus_allowed_list:\t0-3";

  private static final String PRIVILEGED = PLAIN.replace("0000000000000000", "000001ffffffffff");

  @TempDir Path root;
  private KernelFiles files;

  @BeforeEach
  void makeFiles() throws IOException {
    files = new KernelFiles(root.toString());
    write("/proc/self/status", PLAIN);
  }

  private void write(String file, String text) throws IOException {
    Path path = Path.of(root + file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }

  private void set(String setting, String value) throws IOException {
    write("/proc/sys/" + setting.replace('.', '/'), value);
  }

  private static ProbeResult row(HostView host, String name) {
    return Host.probe(host).stream()
        .filter(result -> result.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static NamespaceTrial refusing(int errno) {
    return NamespaceTrial.refusing(errno);
  }

  /** Ubuntu 24.04, older Debian and Arch, and an administrator with strict settings. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kernel.apparmor_restrict_unprivileged_userns | 1 | 1  | sysctl kernel.apparmor_restrict_unprivileged_userns=0
          kernel.unprivileged_userns_clone             | 0 | 1  | sysctl kernel.unprivileged_userns_clone=1.
          user.max_user_namespaces                     | 0 | 28 | sysctl user.max_user_namespaces=10000.
          """)
  void theSettingThatForbidsNamespacesIsNamed(
      String setting, String value, int errno, String remedy) throws IOException {
    set(setting, value);
    HostView host = HostView.here().with(files).with(() -> 7, refusing(errno));
    ProbeResult users = row(host, "user namespaces");
    ProbeResult namespaces = row(host, "namespaces");
    assertThat(users.available() || namespaces.available()).isFalse();
    assertThat(users.found()).isEqualTo(setting + " is " + value);
    assertThat(namespaces.found()).isEqualTo("Namespaces: " + setting + " is " + value + ".");
    assertThat(users.remedy()).contains(remedy);
    assertThat(namespaces.remedy()).isEqualTo(users.remedy());
  }

  @Test
  void whatForbidsThemToUsersDoesNotForbidThemToRoot() throws IOException {
    set("kernel.apparmor_restrict_unprivileged_userns", "1");
    set("kernel.unprivileged_userns_clone", "0");
    write("/proc/self/status", PRIVILEGED);
    assertThat(UserNamespaces.in(files).forbidden()).isEmpty();
    Obstacle refusal = NamespaceRefusal.in(files).explain(EPERM);
    assertThat(refusal.found()).contains("failed with EPERM");
    assertThat(refusal.remedy())
        .contains(
            "Docker: run the container with --security-opt seccomp=unconfined",
            "apparmor=unconfined",
            "--cap-add=SYS_ADMIN",
            "podman: ",
            "Kubernetes: seccompProfile",
            "RestrictNamespaces=");
  }

  @Test
  void aFullTableOfNamespacesIsToldFromAFilter() {
    assertThat(NamespaceRefusal.in(files).explain(ENOSPC).remedy())
        .isEqualTo("As root: raise user.max_user_namespaces and its like with sysctl.");
  }

  @Test
  void withoutPrivilegesAUserNamespaceIsMadeAsWell() {
    NamespaceTrial user =
        new NamespaceTrial(false, wanted -> wanted.contains(Namespace.USER) ? 0 : -EPERM);
    ProbeResult found = ProgramSettings.namespaces(user, NamespaceRefusal.in(files));
    assertThat(found.available()).isTrue();
    assertThat(found.found()).endsWith("with a user namespace");
    NamespaceTrial root = new NamespaceTrial(true, wanted -> 0);
    assertThat(ProgramSettings.namespaces(root, NamespaceRefusal.in(files)).found())
        .endsWith("as this JVM is privileged");
    assertThat(root.with(Set.of(Namespace.PID))).contains(Set.of(Namespace.PID));
  }

  @Test
  void oneRefusedKindIsNotAllRefused() {
    NamespaceTrial trial =
        new NamespaceTrial(true, wanted -> wanted.contains(Namespace.MOUNT) ? -EPERM : 0);
    assertThat(trial.refusal(Set.of(Namespace.NETWORK))).isZero();
    assertThat(trial.refusal(Set.of(Namespace.NETWORK, Namespace.MOUNT))).isEqualTo(EPERM);
    assertThat(ProgramSettings.namespaces(trial, NamespaceRefusal.in(files)).available()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, security module",
    "1, security module",
    "2, ptrace_scope=1",
    "3, restart the machine"
  })
  void yamaIsNamedWhereItIsStrict(String scope, String remedy) throws IOException {
    set("kernel.yama.ptrace_scope", scope);
    String told = PtraceRefusal.in(files).explain(EPERM).toString();
    assertThat(told).contains(remedy);
    assertThat(told.contains("kernel.yama.ptrace_scope is " + scope))
        .isEqualTo(scope.compareTo("2") >= 0);
  }

  @Test
  void whatElseForbidsPtraceIsReadAsWell() throws IOException {
    write("/sys/fs/selinux/booleans/deny_ptrace", "1 1");
    assertThat(PtraceRefusal.in(files).explain(EPERM).remedy()).contains("setsebool");
    write("/proc/self/status", PLAIN.replace("TracerPid:\t0", "TracerPid:\t77"));
    assertThat(PtraceRefusal.in(files).explain(EPERM).found()).contains("process 77 traces");
    Files.delete(Path.of(root + "/sys/fs/selinux/booleans/deny_ptrace"));
    write("/proc/self/status", PLAIN.replace("Seccomp:\t0", "Seccomp:\t2"));
    assertThat(PtraceRefusal.in(files).explain(EPERM).remedy())
        .contains("Docker and podman: run the container with --cap-add=SYS_PTRACE", "Kubernetes: ");
  }

  @Test
  void countersAreKeptByASettingAFilterOrTheMachine() throws IOException {
    set("kernel.perf_event_paranoid", "4");
    String paranoid = files.setting("kernel.perf_event_paranoid");
    ProbeResult refused = ProgramSettings.counters(-EACCES, paranoid);
    assertThat(refused.found())
        .isEqualTo("perf_event_open(2): EACCES; kernel.perf_event_paranoid is 4");
    assertThat(refused.remedy()).isEqualTo("As root: sysctl kernel.perf_event_paranoid=2.");
    assertThat(ProgramSettings.counters(-EPERM, "").remedy()).contains("--cap-add=PERFMON");
    assertThat(ProgramSettings.counters(-ENOENT, "2").remedy()).contains("virtual machines");
    assertThat(ProgramSettings.counters(3, "2").available()).isTrue();
  }

  @Test
  void fixedAddressesAreKeptByAFilter() {
    assertThat(ProgramSettings.fixedAddresses(-EPERM).found())
        .isEqualTo("personality(2) with ADDR_NO_RANDOMIZE: EPERM");
    assertThat(ProgramSettings.fixedAddresses(-EPERM).remedy()).contains("personality(0x40000)");
    assertThat(ProgramSettings.fixedAddresses(0).available()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "2, false"})
  void theLauncherIsKeptFromFilesInMemory(String setting, boolean available) throws IOException {
    set("vm.memfd_noexec", setting);
    ProbeResult result = ProgramSettings.launcher(files);
    assertThat(result.available()).isEqualTo(available);
    assertThat(result.remedy()).isEqualTo(available ? "" : "As root: sysctl vm.memfd_noexec=1.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5.4.0-150-generic                   | true  | ''
          5.15.153.1-microsoft-standard-WSL2  | true  | ''
          4.4.0-22621-Microsoft               | false | wsl --set-version
          4.18.0-553.el8.x86_64               | false | Install a newer kernel
          """)
  void theKernelIsJudgedByItsRelease(String release, boolean available, String remedy)
      throws IOException {
    set("kernel.osrelease", release);
    ProbeResult kernel = row(HostView.here().with(files), "kernel");
    assertThat(kernel.available()).isEqualTo(available);
    assertThat(kernel.found()).contains(release);
    assertThat(kernel.remedy()).contains(remedy);
  }

  @Test
  void theTableFollowsTheFilesAndAnswersOfAHost() throws IOException {
    set("vm.memfd_noexec", "2");
    set("kernel.core_pattern", "|/usr/share/apport/apport %p");
    write("/proc/self/mountinfo", "22 27 0:21 / /proc rw - proc proc rw,hidepid=2");
    HostView host = HostView.here().with(files).with(() -> -EOPNOTSUPP, refusing(EPERM));
    assertThat(row(host, "launcher").available()).isFalse();
    assertThat(row(host, "core files").found()).contains("apport");
    assertThat(row(host, "/proc").found()).isEqualTo("mounted with hidepid=2");
    assertThat(row(host, "cgroups").found()).isEqualTo("not mounted");
    assertThat(row(host, "Landlock").remedy()).contains("boot with the kernel parameter lsm=");
    assertThat(row(host, "processors").found()).contains(", allowed: 0-3; ");
  }

  /** A step of Slurm on a large node, in a control group that has less. */
  @Test
  void theProcessorsOfAJobAreTheLeastOfAllThatAreSaid() throws IOException {
    Path mount = Path.of(root + "/sys/fs/cgroup");
    write("/proc/self/mountinfo", "38 31 0:38 / " + mount + " rw - cgroup2 cgroup2 rw");
    write("/proc/self/cgroup", "0::/slurm/job");
    write("/sys/fs/cgroup/slurm/cpu.max", "100000 100000");
    Map<String, String> job = Map.of("SLURM_JOB_ID", "9", "SLURM_CPUS_PER_TASK", "64");
    assertThat(RunProcessors.of(files, job).least()).isEqualTo(1);
    assertThat(row(HostView.here().with(files).with(job), "processors").found())
        .contains(" for this JVM, 1 by its control groups, 64 by the batch system")
        .endsWith("; runs that execute at once: 1");
  }
}
