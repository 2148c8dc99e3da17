package org.sandtrap.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.Tracees;

/** Which files the kernel opens to execute a program. */
class ProgramFilesTests {
  @TempDir private Path directory;

  private static List<String> files(Object... candidates) {
    return ProgramFiles.of(
            Stream.of(candidates)
                .map(one -> one.toString().getBytes(StandardCharsets.UTF_8))
                .toList())
        .stream()
        .map(file -> new String(file, StandardCharsets.UTF_8))
        .toList();
  }

  private Path script(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void aProgramHasALoaderUnlessItIsStatic() {
    Path program = Tracees.path("raw_calls");
    assertThat(files(program)).hasSize(2).first().isEqualTo(program.toString());
    assertThat(files(program).get(1)).matches("/.*/ld[-.].*");
    assertThat(files(Tracees.path("nothing"))).hasSize(1);
  }

  @Test
  void theFirstThatIsThereCounts() {
    Path program = Tracees.path("nothing");
    assertThat(files("/nowhere/a", program, "/bin/sh")).containsExactly(program.toString());
    assertThat(files("/nowhere/a")).isEmpty();
  }

  @Test
  void aScriptHasItsInterpreterWithItsLoader() throws IOException {
    Path script = script("a", "#! /bin/sh -e\ntrue\n");
    assertThat(files(script)).hasSize(3).startsWith(script.toString(), "/bin/sh");
    Path second = script("b", "#!" + script + "\n");
    assertThat(files(second)).hasSize(4).startsWith(second.toString(), script.toString());
  }

  @Test
  void scriptsThatInterpretEachOtherEnd() throws IOException {
    Path script = directory.resolve("loop");
    Files.writeString(script, "#!" + script + "\n");
    assertThat(files(script)).hasSize(6);
  }

  @Test
  void whatIsDamagedHasNoLoader() throws IOException {
    byte[] whole = Files.readAllBytes(Tracees.path("raw_calls"));
    for (int length : new int[] {0, 3, 63, 64, 100}) {
      Path cut = directory.resolve("cut" + length);
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThat(files(cut)).containsExactly(cut.toString());
    }
    byte[] wild = whole.clone();
    Arrays.fill(wild, 32, 40, (byte) 0xff); // where the program headers are
    Path far = Files.write(directory.resolve("far"), wild);
    assertThat(files(far)).containsExactly(far.toString());
    assertThat(files(script("empty", "#!\n"))).hasSize(1);
  }
}
