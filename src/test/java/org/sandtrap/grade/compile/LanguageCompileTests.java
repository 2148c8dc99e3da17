package org.sandtrap.grade.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.Requirement;

/** Submissions in several languages, compiled as the manual says. */
class LanguageCompileTests {
  @TempDir private Path directory;
  private Path submission;

  @BeforeEach
  void makeSubmission() throws IOException {
    Landlock.require();
    submission = Files.createDirectory(directory.resolve("submission"));
  }

  private Compiler compiler(String... command) {
    return Compiler.of(command).withCache(directory.resolve("compiled"));
  }

  private static void assertAdds(Compilation compilation, Sandbox sandbox) {
    Run run = compilation.program(sandbox.withStdin("1 2\n")).run();
    assertThat(run.stdoutText()).as("%s %s", compilation.messages(), run).isEqualTo("3\n");
  }

  @Test
  void cPlusPlus() throws IOException {
    Requirement.require(has("g++"), "g++", "apt-get install g++");
    Files.writeString(
        submission.resolve("sum.cpp"),
        "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b << '\\n'; }\n");
    assertAdds(
        compiler("g++", "-O2", "{sources}", "-o", "{output}")
            .withSources("*.cpp")
            .compile(submission),
        Sandbox.untrusted());
  }

  @Test
  void java() throws IOException {
    Path home = Path.of(System.getProperty("java.home")).toRealPath();
    // Debian's has its settings below /etc.
    Path settings = home.resolve("conf/security/java.security").toRealPath().getParent();
    Files.writeString(
        submission.resolve("Main.java"),
        """
        import java.util.Scanner;

        public class Main {
          public static void main(String[] words) {
            Scanner in = new Scanner(System.in);
            System.out.println(in.nextInt() + in.nextInt());
          }
        }
        """);
    Compiler javac =
        compiler(home.resolve("bin/javac").toString(), "-d", "{output}", "{sources}")
            .withSources("**.java")
            .withRun(home.resolve("bin/java").toString(), "-Xmx64m", "-cp", "{output}", "Main")
            .withSandbox(Compiler.sandbox().withReadable(home, settings));
    Sandbox sandbox =
        Sandbox.untrusted().withReadable(home, settings).withCpu("20s").withMemory("1GiB");
    assertAdds(javac.compile(submission), sandbox);
  }

  @Test
  void rust() throws IOException {
    Path toolchain = toolchain();
    Files.writeString(
        submission.resolve("main.rs"),
        """
        fn main() {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).unwrap();
            let sum: i64 = line.split_whitespace().map(|n| n.parse::<i64>().unwrap()).sum();
            println!("{}", sum);
        }
        """);
    Compiler rustc =
        compiler(toolchain.resolve("bin/rustc").toString(), "-O", "{sources}", "-o", "{output}")
            .withSources("main.rs")
            .withSandbox(Compiler.sandbox().withReadable(toolchain));
    assertAdds(rustc.compile(submission), Sandbox.untrusted());
  }

  /** What {@code rustc} really is; the program of that name may only lead to it. */
  private static Path toolchain() throws IOException {
    Run run = Sandbox.create().withInheritedEnvironment().run("sh", "-c", "rustc --print sysroot");
    Path found = Path.of(run.stdoutText().strip());
    Requirement.requireKernel(
        run.exitCode().orElse(1) == 0 && Files.isExecutable(found.resolve("bin/rustc")),
        "rustc",
        "apt-get install rustc");
    return found.toRealPath();
  }

  private static boolean has(String program) {
    Run run = Sandbox.create().run("sh", "-c", "command -v " + program);
    return run.exitCode().orElse(1) == 0;
  }
}
