package org.sandtrap.tracer.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.binding.SelfStatus;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.cgroup.Mount;

/** How settings of the kernel are judged. */
class HostTests {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,     '', '', true,  user.max_user_namespaces is 0
          9,     0,  '', false, kernel.unprivileged_userns_clone is 0
          9,     1,  1,  false, kernel.apparmor_restrict_unprivileged_userns is 1
          """)
  void namesTheSettingThatForbidsUserNamespaces(
      String most, String unprivileged, String restricted, boolean privileged, String found) {
    assertThat(new UserNamespaces(most, unprivileged, restricted, privileged).forbidden())
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.found()).isEqualTo(found);
              assertThat(finding.remedy()).startsWith("As root: sysctl ");
            });
  }

  @ParameterizedTest
  @CsvSource({"9, '', '', false", "9, 0, 1, true", "'', '', '', false", "9, 1, 0, false"})
  void mayTryUserNamespaces(
      String most, String unprivileged, String restricted, boolean privileged) {
    assertThat(new UserNamespaces(most, unprivileged, restricted, privileged).forbidden())
        .isEmpty();
  }

  @Test
  void tellsHowProcIsMounted() {
    String line = "22 27 0:21 / /proc rw,relatime - proc proc rw";
    assertThat(Host.proc(Mount.parse(line), Optional.empty()).found()).isEqualTo("mounted");
    assertThat(Host.proc(Mount.parse(line + ",hidepid=invisible"), Optional.empty()).found())
        .isEqualTo("mounted with hidepid=invisible");
    assertThat(Host.proc(Mount.parse(""), Optional.empty()).available()).isFalse();
  }

  @Test
  void linesThatAreNoMountsAreNoProblem() {
    assertThat(Mount.parse("\n - \nnonsense\n1 2 3 - x")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"95, lsm=landlock", "38, Linux 5.13", "1, seccomp profile"})
  void tellsWhyThereIsNoLandlock(int errno, String remedy) {
    assertThat(Host.landlock(errno).remedy()).contains(remedy);
  }

  @Test
  void aTrialThatSomethingKilledIsToldFromOneThatAFilterKilled() {
    PtraceRefusal nothing = new PtraceRefusal("", "", true, new SelfStatus(""));
    assertThat(LaunchTrial.explain(new LaunchFailure(Step.NONE, 31, 0), nothing).found())
        .endsWith("by a seccomp filter around this JVM.");
    assertThat(LaunchTrial.explain(new LaunchFailure(Step.NONE, 9, 0), nothing).remedy())
        .contains("memory");
    assertThat(LaunchTrial.explain(new LaunchFailure(Step.CLONE, 11, 0), nothing).remedy())
        .contains("ulimit -u");
  }
}
