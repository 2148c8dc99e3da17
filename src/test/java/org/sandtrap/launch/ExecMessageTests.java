package org.sandtrap.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.testing.Tracees;

class ExecMessageTests {
  private static String explain(String errno, Path file) {
    return ExecMessage.explain(errno, file.toString().getBytes(StandardCharsets.UTF_8), true);
  }

  @Test
  void aProgramOf32BitsThatTheKernelCannotRunSaysWhatTheKernelLacks() {
    assertThat(explain("ENOEXEC", Tracees.file("nothing-32")))
        .isEqualTo(
            "is a program of 32 bits, which this kernel cannot run: it was built without"
                + " CONFIG_IA32_EMULATION, or booted with ia32_emulation=off. Build it for x86-64,"
                + " or use a kernel that has it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aScriptWithAByteOrderMarkSaysSo(String charset, @TempDir Path directory) throws IOException {
    Path script = directory.resolve("script");
    Files.write(script, "\ufeff#!/bin/sh\nexit 0\n".getBytes(charset));
    assertThat(explain("ENOEXEC", script))
        .isEqualTo(
            "begins with a byte order mark, behind which the kernel does not see #!. Save it"
                + " without one, in UTF-8");
  }

  @Test
  void twoBytesAreNoByteOrderMark(@TempDir Path directory) throws IOException {
    Path script = directory.resolve("script");
    Files.write(script, new byte[] {(byte) 0xfe, (byte) 0xff});
    assertThat(explain("ENOEXEC", script)).startsWith("is neither an ELF program nor a script");
  }
}
