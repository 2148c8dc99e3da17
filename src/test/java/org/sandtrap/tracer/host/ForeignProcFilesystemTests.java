package org.sandtrap.tracer.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.FailedRun;
import org.sandtrap.testing.HostTable;
import org.sandtrap.testing.OneRun;
import org.sandtrap.testing.Requirement;
import org.sandtrap.tracer.binding.SelfStatus;

/** A /proc whose numbers are those of other processes is refused, instead of believed. */
class ForeignProcFilesystemTests {
  private static final String WRONG = "/proc is that of another pid namespace: there this JVM is";

  @ParameterizedTest
  @CsvSource({"4711, false", "4711\t1, true", "4711\t12\t1, true"})
  void whoeverHasSeveralNumbersReadsTheProcOfAnother(String numbers, boolean foreign) {
    SelfStatus self = new SelfStatus("Name:\tjava\nNSpid:\t" + numbers + "\nThreads:\t9");
    assertThat(ForeignProcFilesystem.obstacle(self).isPresent()).isEqualTo(foreign);
  }

  @Test
  void anOldKernelDoesNotTell() {
    assertThat(ForeignProcFilesystem.obstacle(new SelfStatus("Name:\tjava"))).isEmpty();
  }

  private static String[] unshare(String... more) throws IOException, InterruptedException {
    String[] unshare = {"unshare", "--user", "--map-root-user", "--fork", "--pid"};
    List<String> all = new ArrayList<>(List.of(unshare));
    all.addAll(List.of(more));
    List<String> trial = new ArrayList<>(all);
    trial.add("true");
    Process process = new ProcessBuilder(trial).start();
    boolean possible = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    Requirement.require(possible, String.join(" ", trial), "HostSupport.probe() says how");
    return all.toArray(String[]::new);
  }

  @Test
  @Tag("build")
  void nothingIsSupervisedThere() throws Exception {
    ChildJvm jvm = ChildJvm.of(HostTable.class).startedBy(unshare());
    List<String> told = jvm.run();
    assertThat(told.get(0)).isEqualTo("canSupervise false");
    assertThat(told.get(1)).contains(WRONG).contains("unshare --fork --pid --mount-proc");
  }

  @Test
  @Tag("build")
  void aRunSaysSoBeforeItsProgramStarts() throws Exception {
    List<String> told = ChildJvm.of(FailedRun.class).startedBy(unshare()).run("true");
    assertThat(told.get(0)).startsWith("'true' was not started (host): " + WRONG);
  }

  @Test
  @Tag("build")
  void withTheOwnOneAllIsWell() throws Exception {
    ChildJvm jvm = ChildJvm.of(OneRun.class).startedBy(unshare("--mount-proc"));
    assertThat(jvm.run("echo", "well")).containsExactly("well");
  }
}
