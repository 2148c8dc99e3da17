package org.sandtrap.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.SyscallTable;

/** System calls that the program raw_calls makes, one after another. */
public final class RawCalls {
  private final List<String> words = new ArrayList<>();
  private final Abi abi;
  private final String program;

  private RawCalls(Abi abi, String program) {
    this.abi = abi;
    this.program = program;
  }

  /** None yet, of a program for this machine. */
  public static RawCalls none() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return new RawCalls(arm ? Abi.AARCH64 : Abi.X86_64, "raw_calls");
  }

  /** None yet, of a program of 32 bits; the test is skipped where that cannot run. */
  public static RawCalls none32() {
    return new RawCalls(Abi.I386, "raw_calls-32");
  }

  /** One more; each argument is written as the program wants it. */
  public RawCalls call(String name, Object... arguments) {
    if (!words.isEmpty()) {
      words.add("+");
    }
    words.add(Integer.toString(SyscallTable.of(abi).number(name).orElseThrow()));
    Arrays.stream(arguments).map(String::valueOf).forEach(words::add);
    return this;
  }

  /** The run of the program. */
  public Run run(Sandbox sandbox) {
    return sandbox.run(Tracees.command(program, words.toArray(String[]::new)));
  }

  /** The program, which has been started. */
  public RunningProgram start(Sandbox sandbox) {
    return sandbox.start(Tracees.command(program, words.toArray(String[]::new)));
  }

  /** What the calls return in a run that ends well. */
  public List<Long> results(Sandbox sandbox) {
    return Succeeded.succeeded(run(sandbox)).stdoutText().lines().map(Long::valueOf).toList();
  }
}
