package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sandtrap.HostSupport.Feature;
import org.sandtrap.testing.Requirement;
import org.sandtrap.tracer.binding.ProbeResult;

/** What a host can do, and how that is told. */
class HostSupportTests {
  private static final ProbeResult KERNEL = new ProbeResult("kernel", true, true, "Linux 6.1", "");
  private static final ProbeResult PTRACE =
      new ProbeResult("ptrace", false, true, "It was refused.", "As root: allow it.");
  private static final ProbeResult FILTER =
      new ProbeResult("seccomp filter", false, true, "not tried: no ptrace", "");
  private static final ProbeResult CGROUPS =
      new ProbeResult("cgroups", false, false, "not mounted", "As root: mount them.");

  @Test
  void thisHostCanSupervise() {
    HostSupport support = HostSupport.probe();
    Requirement.require(support.canSupervise(), "Supervision", support.whyNot());
    assertThat(support.whyNot()).isEmpty();
    assertThat(support.features())
        .filteredOn(Feature::available)
        .extracting(Feature::name)
        .contains(
            "kernel",
            "native library",
            "ptrace",
            "seccomp filter",
            "PTRACE_GET_SYSCALL_INFO",
            "/proc");
  }

  @Test
  void everyFeatureThatIsMissingSaysHowToEnableIt() {
    HostSupport support = HostSupport.probe();
    assertThat(support.features())
        .allSatisfy(feature -> assertThat(feature.found()).isNotEmpty())
        .filteredOn(feature -> !feature.available())
        .allSatisfy(feature -> assertThat(feature.remedy()).isNotEmpty());
    assertThat(support.features()).hasSize(18).isUnmodifiable();
  }

  @Test
  void aFeatureIsAskedForByItsName() {
    HostSupport support = HostSupport.of(List.of(KERNEL, PTRACE));
    assertThat(support.has("kernel")).isTrue();
    assertThat(support.has("ptrace")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> support.has("Kernel"))
        .withMessage("No feature of a host is named \"Kernel\". They are: kernel, ptrace.");
  }

  @Test
  void aSecondLookFindsTheSame() {
    assertThat(HostSupport.probe().toString()).isEqualTo(HostSupport.probe().toString());
  }

  @Test
  void anInterruptIsKeptAndChangesNothing() {
    Thread.currentThread().interrupt();
    HostSupport support = HostSupport.probe();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(support.toString()).isEqualTo(HostSupport.probe().toString());
  }

  @Test
  void saysInOneParagraphWhyNotAndLeavesOutWhatFollowsFromIt() {
    HostSupport support = HostSupport.of(List.of(KERNEL, PTRACE, FILTER, CGROUPS));
    assertThat(support.canSupervise()).isFalse();
    assertThat(support.whyNot())
        .isEqualTo(
            "Sandtrap cannot supervise programs on this host. ptrace: It was refused. As root: allow it.");
  }

  @Test
  void whatIsNotRequiredMayBeMissing() {
    HostSupport support = HostSupport.of(List.of(KERNEL, CGROUPS));
    assertThat(support.canSupervise()).isTrue();
    assertThat(support.whyNot()).isEmpty();
  }

  @Test
  void printsAnAlignedTableWithTheRemedyBelow() {
    HostSupport support = HostSupport.of(List.of(KERNEL, PTRACE, FILTER, CGROUPS));
    assertThat(support.toString().lines().toList())
        .containsExactly(
            "kernel          yes  Linux 6.1",
            "ptrace          no   It was refused.",
            "                     → As root: allow it.",
            "seccomp filter  no   not tried: no ptrace",
            "cgroups         no   not mounted",
            "                     → As root: mount them.");
  }
}
