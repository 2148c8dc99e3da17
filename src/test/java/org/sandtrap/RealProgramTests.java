package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Outside;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Until;

/** Programs that everybody knows do the same under supervision as without. */
class RealProgramTests {
  private static final int LINES = 400_000;

  @TempDir static Path directory;

  private final Sandbox sandbox = Sandbox.create().withDirectory(directory).withWall("30s");

  @BeforeAll
  static void makeFiles() throws IOException {
    Random random = new Random(1);
    String numbers =
        random.ints(LINES).mapToObj(Integer::toString).collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(directory.resolve("numbers"), numbers);
    Files.writeString(
        directory.resolve("hello.c"),
        "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 6; }\n");
    Files.createDirectories(directory.resolve("tree/of/directories"));
    Files.writeString(directory.resolve("tree/of/file"), "text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls -la /usr/bin",
        "ls /no/such/directory",
        "nproc",
        "sort --parallel=4 numbers",
        "sort -n -S 1M numbers | sha256sum",
        "seq 1 20000 | sort -rn | tee copy | tail -n 5; wc -l < copy",
        "for i in 1 2 3; do echo $i & done | sort; wait",
        "yes | head -n 3; echo ${PIPESTATUS:-none}",
        "seq 1 40 | xargs -P 4 -n 1 sh -c 'echo $0' | sort -n",
        "find tree | sort; tar -cf - tree | tar -tf - | sort",
        "gzip -c numbers | gzip -dc | cmp - numbers && echo same",
        "trap 'echo trapped' USR1; kill -USR1 $$; echo done",
        "(sleep 0.05; kill -TERM $$) & exec sleep 10",
        "timeout 0.1 sleep 10; echo $?",
        "exec env -i sh -c 'echo replaced; exit 3'"
      })
  void theShellAndItsFriendsDoTheSame(String script) throws Exception {
    checkSame("sh", "-c", script);
  }

  @Test
  void pythonDoesTheSame() throws Exception {
    require("/usr/bin/python3", "python3");
    checkSame(
        "/usr/bin/python3",
        "-c",
        """
        import os, subprocess, threading, multiprocessing
        print(sum(range(10**6)), os.cpu_count(), len(os.sched_getaffinity(0)))
        print(subprocess.run(['sh', '-c', 'exit 5']).returncode)
        with multiprocessing.Pool(3) as pool: print(pool.map(abs, range(-5, 0)))
        threads = [threading.Thread(target=lambda: None) for i in range(5)]
        for t in threads: t.start()
        for t in threads: t.join()
        raise SystemExit(9)
        """);
  }

  @Test
  void perlDoesTheSame() throws Exception {
    require("/usr/bin/perl", "perl");
    checkSame(
        "perl",
        "-e",
        "$SIG{ALRM} = sub { print \"alarm\\n\" }; alarm 1; sleep 5; print `echo child`;");
  }

  @Test
  void gccCompilesAProgramThatRuns() throws Exception {
    require("/usr/bin/gcc", "gcc");
    checkSame("gcc", "-O2", "-Wall", "-o", "hello", "hello.c");
    String hello = directory.resolve("hello").toString();
    checkSame(hello);
    assertThat(sandbox.run(hello).stdoutText()).isEqualTo("hello\n");
  }

  @Test
  void gitDoesTheSame() throws Exception {
    require("/usr/bin/git", "git");
    String script =
        "rm -rf repository && git init -q repository && cd repository && echo a > file && git add"
            + " file && GIT_AUTHOR_DATE=@0+0000 GIT_COMMITTER_DATE=@0+0000 git -c user.name=a -c"
            + " user.email=a@b commit -q -m first && git log && git gc -q && git fsck";
    checkSame("sh", "-c", script);
  }

  @Test
  void aJvmDoesTheSame() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    checkSame(java, "-Xmx64m", "-XX:+UseG1GC", "-version");
  }

  @Test
  void sortStartsAsManyThreadsAsOutside() {
    Requirement.require(
        Runtime.getRuntime().availableProcessors() > 1, "a second processor", "use a larger host");
    int most = 0;
    try (RunningProgram sort = sandbox.start("sort", "--parallel=2", "-o", "sorted", "numbers")) {
      while (sort.status() != Status.FINISHED) {
        most = Math.max(most, Until.threads(sort.pid()));
      }
      assertThat(sort.await().verdict()).isEqualTo(Verdict.OK);
    }
    assertThat(most).isEqualTo(2);
  }

  private void checkSame(String... command) throws Exception {
    Run run = sandbox.run(command);
    Outside outside = Outside.run(directory, command);
    assertThat(run.stdoutText()).isEqualTo(outside.stdout());
    assertThat(run.stderrText()).isEqualTo(outside.stderr());
    assertThat(Outside.code(run)).as("%s", run).isEqualTo(outside.code());
  }

  private static void require(String path, String name) {
    Requirement.require(Files.isExecutable(Path.of(path)), name, "apt-get install " + name);
  }
}
