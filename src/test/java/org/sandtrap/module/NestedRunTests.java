package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.trace.Call;

/** Modules that run programs themselves before they answer. */
class NestedRunTests {
  private static final class Nesting implements PolicyModule {
    @Override
    public Set<String> wants() {
      return Set.of("write");
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      Run inner = Sandbox.create().run("sleep", "0.2");
      return inner.exitCode().orElse(1) == 0 ? Answer.proceed() : Answer.kill(inner.summary());
    }
  }

  /** Each keeps a turn: if the inner ones waited for one, they would do so for ever. */
  @Test
  void moreRunsThanTheHostHasProcessorsDoNotWaitForEachOther() throws Exception {
    Sandbox sandbox = Sandbox.create().withWall(Duration.ofMinutes(1)).withModule(Nesting::new);
    List<CompletableFuture<Run>> runs = new ArrayList<>();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      CompletableFuture<Run> run = new CompletableFuture<>();
      Thread thread = new Thread(() -> run.complete(sandbox.run("echo", "outer")));
      thread.setDaemon(true);
      thread.start();
      runs.add(run);
    }
    for (CompletableFuture<Run> run : runs) {
      assertThat(run.get(1, TimeUnit.MINUTES).stdoutText()).isEqualTo("outer\n");
    }
  }

  /** The tracer waits for all children of its thread, and so for those of a module on it. */
  @Test
  @Disabled("the tracer takes the exit code of the process, and waits for its end")
  void aProcessThatAModuleStartsKeepsItsExitCodeAndDoesNotKeepTheRun() throws Exception {
    List<Process> started = new ArrayList<>();
    PolicyModule module =
        new PolicyModule() {
          @Override
          public Set<String> wants() {
            return Set.of("mkdir");
          }

          @Override
          public Answer onEntry(Call call, Tracee tracee) {
            try {
              started.add(new ProcessBuilder("sh", "-c", "sleep 0.05; exit 7").start());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return Answer.proceed();
          }
        };
    String script = "for i in $(seq 20); do mkdir / 2>/dev/null; sleep 0.1; done; true";
    assertThat(Sandbox.create().withModule(module).run("sh", "-c", script).exitCode()).hasValue(0);
    for (Process process : started) {
      assertThat(process.waitFor()).isEqualTo(7);
    }
  }
}
