package org.sandtrap.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a 64-bit kernel that runs programs of 32 bits and answers {@code int 0x80}. A kernel
 * may be built without it, or booted with {@code ia32_emulation=off}; then an exec fails with
 * ENOEXEC and the instruction is a SIGSEGV.
 */
public final class Emulation32 {
  private static final boolean PRESENT = tried();

  private Emulation32() {}

  /** Lets a test go on where there is one. */
  public static void require() {
    Requirement.requireKernel(
        PRESENT, "A kernel that runs programs of 32 bits", "boot it with ia32_emulation=on");
  }

  /** What could not be built shows nothing about the kernel. */
  private static boolean tried() {
    Path program = Tracees.directory().resolve("nothing-32");
    if (!Files.isExecutable(program)) {
      return true;
    }
    try {
      return new ProcessBuilder(program.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
