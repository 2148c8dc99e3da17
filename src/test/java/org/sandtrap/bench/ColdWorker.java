package org.sandtrap.bench;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import org.sandtrap.Sandbox;

/** The main class of {@link ColdJvm}: does its task and prints how many milliseconds that took. */
final class ColdWorker {
  private static final String PROGRAM = "/bin/true";

  private ColdWorker() {}

  /** What a JVM does. */
  enum Task {
    /** Loads our library by JNA and calls one function: nothing of ours can cost less. */
    JNA {
      @Override
      void perform() {
        NativeLibrary library =
            NativeLibrary.getInstance("sandtrap", ColdWorker.class.getClassLoader());
        Native.register(ColdWorker.class, library);
        Check.that(st_abi() > 0, "no interface");
      }
    },
    /** Runs a program with the settings that hold where nothing is said. */
    RUN {
      @Override
      void perform() {
        Check.succeeded(Sandbox.create().run(PROGRAM));
      }
    },
    /** Runs a program under a rule. */
    RULED_RUN {
      @Override
      void perform() {
        Check.succeeded(Sandbox.create().deny("mkdir").run(PROGRAM));
      }
    },
    /** Runs a program by ProcessBuilder. */
    PROCESS {
      @Override
      void perform() throws Exception {
        Check.succeeded(new ProcessBuilder(PROGRAM).start());
      }
    };

    abstract void perform() throws Exception;
  }

  static native int st_abi();

  /** Performs the task so often. */
  public static void main(String[] arguments) throws Exception {
    long begun = System.nanoTime();
    Task task = Task.valueOf(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    for (int i = 0; i < runs; i++) {
      task.perform();
    }
    System.out.println((System.nanoTime() - begun) / 1e6);
  }
}
