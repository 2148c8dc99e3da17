package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sandtrap.HostSupport;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.isolation.Protection;
import org.sandtrap.testing.Namespaces;
import org.sandtrap.testing.Tracees;

/**
 * A host that {@code native/check/suite.sh} imitates is what it is taken for, and what holds an
 * untrusted program there is what the probe has announced. That script runs it, and nothing else.
 */
class HostProfile {
  private static final String NAME = System.getProperty("tests.profile", "");

  /** Whether programs may have namespaces there. */
  private static final Map<String, Boolean> NAMESPACES =
      Map.of(
          "github", true,
          "github-container", false,
          "gradescope", false,
          "kubernetes", false,
          "slurm", true);

  @Test
  void theProbeTellsWhatTheHostGrants() {
    HostSupport host = HostSupport.probe();
    assertThat(NAMESPACES).containsKey(NAME);
    assertThat(host.canSupervise()).as("%s", host).isTrue();
    assertThat(host.has("namespaces")).as("%s", host).isEqualTo(NAMESPACES.get(NAME));
    assertThat(Namespaces.areGranted()).isEqualTo(NAMESPACES.get(NAME));
  }

  @Test
  void anUntrustedProgramIsHeldByWhatTheProbeTells() {
    HostSupport host = HostSupport.probe();
    Run run = Sandbox.untrusted().run(Tracees.command("nothing"));
    List<String> how = run.protections().stream().map(Protection::how).toList();
    if (host.has("namespaces")) {
      assertThat(how).anyMatch(text -> text.contains("mount"));
    } else {
      assertThat(host.has("Landlock")).isTrue();
      assertThat(how.get(0)).contains("Landlock");
      assertThat(how).noneMatch(text -> text.contains("namespace"));
    }
  }

  @Test
  void aBatchJobHasItsProcessorsAndNoMore() {
    if (NAME.equals("slurm")) {
      assertThat(HostSupport.probe().toString()).contains("1 for this JVM");
    }
  }
}
