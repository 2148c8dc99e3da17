package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Exec;

/** What a module remembers, and decides by it. */
class StateTests {
  private static final String READS =
      "exec python3 -c 'import os, sys; print(os.read(int(sys.argv[1]), 9))'";

  private final Sandbox sandbox = Sandbox.create();

  @TempDir Path directory;

  /** Lets a program execute one other program. */
  private static final class OneExec implements PolicyModule {
    private int execs;

    @Override
    public Answer onExec(Exec exec, Tracee tracee) {
      execs++;
      return execs > 2 ? Answer.kill("a second exec") : Answer.proceed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec_chain", "exec_chain-32"})
  void aProgramMayExecuteOnlyOnce(String program) {
    Sandbox once = sandbox.withModule(OneExec::new);
    assertThat(once.run(Tracees.command(program, "1")).exitCode()).hasValue(42);
    assertThat(once.run(Tracees.command(program, "2")).verdict()).isEqualTo(Verdict.FORBIDDEN);
    assertThat(once.run(Tracees.command(program, "1")).exitCode()).hasValue(42);
  }

  /** Lets a program read only what it has opened itself. */
  private static final class Opened implements PolicyModule {
    private final Set<Integer> open = new HashSet<>();

    @Override
    public Set<String> wants() {
      return Set.of("read");
    }

    @Override
    public Set<String> wantsExits() {
      return Set.of("open", "sys:close");
    }

    @Override
    public Answer onExec(Exec exec, Tracee tracee) {
      open.clear();
      return Answer.proceed();
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      return open.contains((int) tracee.argument(0)) ? Answer.proceed() : Answer.deny(Errno.EBADF);
    }

    @Override
    public Answer onExit(Call call, Tracee tracee) {
      if (call.name().equals("close")) {
        open.remove((int) tracee.argument(0));
      } else if (call.succeeded()) {
        open.add((int) call.result().orElseThrow());
      }
      return Answer.proceed();
    }
  }

  @Test
  void aDescriptorIsFollowedFromItsOpenOn() throws IOException {
    Files.writeString(directory.resolve("text"), "inherited");
    Sandbox here = sandbox.withDirectory(directory);
    assertThat(here.run("sh", "-c", READS + " 5 5<text").stdoutText()).isEqualTo("b'inherited'\n");
    Run strict = here.withModule(new Opened()).run("sh", "-c", READS + " 5 5<text");
    assertThat(strict.stderrText()).contains("Bad file descriptor");
    Run own = here.withModule(new Opened()).run("python3", "-c", "print(open('text').read())");
    assertThat(own.stdoutText()).isEqualTo("inherited\n");
  }

  /** Denies writing of one file by its path. */
  private record Protected(String name) implements PolicyModule {
    @Override
    public Set<String> wants() {
      return Set.of("open(flags&O_WRONLY|O_RDWR)");
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      String path = tracee.readString(tracee.argument("pathname").orElse(0), 4096).orElse("");
      return path.endsWith(name) ? Answer.deny(Errno.EACCES) : Answer.proceed();
    }
  }

  @Test
  void aPathAndItsFlagsDecide() throws IOException {
    Files.writeString(directory.resolve("text"), "old\n");
    Run run =
        sandbox
            .withDirectory(directory)
            .withModule(new Protected("text"))
            .run("sh", "-c", "cat text; echo new > other; (echo new > text) || cat text");
    assertThat(run.stdoutText()).as("%s", run.stderrText()).isEqualTo("old\nold\n");
    assertThat(directory.resolve("other")).hasContent("new\n");
    assertThat(run.deniedCalls()).singleElement();
  }

  /** Ends the run once a file has been opened, under whichever name. */
  private record Secret(Path file) implements PolicyModule {
    @Override
    public Set<String> wantsExits() {
      return Set.of("open");
    }

    @Override
    public Answer onExit(Call call, Tracee tracee) {
      return call.succeeded()
              && tracee
                  .descriptor((int) call.result().orElseThrow())
                  .filter(file.toString()::equals)
                  .isPresent()
          ? Answer.kill("it opened the secret")
          : Answer.proceed();
    }
  }

  /** A path may be changed by another thread between a look and its use; a descriptor may not. */
  @Test
  void whatWasOpenedIsKnownWhateverItsPathWas() throws IOException {
    Path secret = Files.writeString(directory.toRealPath().resolve("secret"), "42\n");
    Files.createSymbolicLink(directory.resolve("innocent"), secret);
    Run run =
        sandbox
            .withDirectory(directory)
            .withModule(new Secret(secret))
            .run("sh", "-c", "echo begin; cat innocent");
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.FORBIDDEN);
    assertThat(run.stdoutText()).isEqualTo("begin\n");
    assertThat(run.cause().message()).contains("Secret: it opened the secret");
  }

  @Test
  void anotherPolicyIsThatOfAnotherSandbox() {
    Sandbox strict = sandbox.deny("fork").withModule(OneExec::new);
    Sandbox free = strict.withoutModules();
    String[] command = Tracees.command("exec_chain", "3");
    assertThat(free.run(command).exitCode()).hasValue(42);
    assertThat(strict.run(command).verdict()).isEqualTo(Verdict.FORBIDDEN);
    assertThat(sandbox.run("sh", "-c", "true & wait").verdict()).isEqualTo(Verdict.OK);
    assertThat(free.run("sh", "-c", "true & wait").verdict()).isEqualTo(Verdict.FORBIDDEN);
  }
}
