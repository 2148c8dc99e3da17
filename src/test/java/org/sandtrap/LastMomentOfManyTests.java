package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.sandtrap.testing.Tracees;

/**
 * What a hundred threads were doing when they were stopped; they must all have started by then,
 * however many other programs compute.
 */
@Tag("slow")
@Isolated("a hundred threads that compute would disturb the others")
class LastMomentOfManyTests {
  @Test
  void soManyAreLookedAtAndNoMore() {
    String spin = Tracees.path("spin").toString();
    Run run = Sandbox.create().withWall("15s").run(spin, "threads", "100");
    assertThat(LastMomentTests.threads(run)).hasSize(64);
  }
}
