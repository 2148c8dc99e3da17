package org.sandtrap.unwind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.Tracees;

/** Files that are no ELF files, or pretend to be, are only unknown. */
class ElfFileTests {
  private static final int ROUNDS = 2000;
  private static final int HEADERS = 1024;

  @TempDir private Path directory;

  @Test
  void anOffsetInTheFirstSegmentIsItsAddressInAPositionIndependentProgram() {
    assertThat(ElfFile.address(Tracees.path("crash"), 16)).hasValue(16);
  }

  @Test
  void anOffsetBehindTheFileBelongsNowhere() {
    assertThat(ElfFile.address(Tracees.path("crash"), 1L << 40)).isEmpty();
  }

  @Test
  void aMissingFileADirectoryAndATextAreUnknown() throws Exception {
    Path text = Files.writeString(directory.resolve("text"), "no program");
    assertThat(ElfFile.address(directory.resolve("missing"), 0)).isEmpty();
    assertThat(ElfFile.address(directory, 0)).isEmpty();
    assertThat(ElfFile.address(text, 0)).isEmpty();
  }

  @Test
  void theLoadedSizeIsThatOfCodeAndStaticData() {
    long huge = 1L << 48;
    assertThat(size(Tracees.path("attacks/mem_bss_huge")).getAsLong())
        .isBetween(huge, huge + (1 << 20));
    assertThat(size(Tracees.path("exit")).getAsLong()).isBetween(512L, 1L << 20);
  }

  @Test
  void theSizeOfA32BitProgramIsReadAsWell() {
    assertThat(size(Tracees.file("exit-32")).getAsLong()).isBetween(512L, 1L << 20);
  }

  @Test
  void whatIsNoProgramHasNoLoadedSize() throws Exception {
    Path text = Files.writeString(directory.resolve("text"), "no program");
    assertThat(size(text)).isEmpty();
    assertThat(size(directory)).isEmpty();
    assertThat(size(directory.resolve("missing"))).isEmpty();
    assertThat(ElfFile.loadedSize(new byte[] {'a', 0, 'b'})).isEmpty();
  }

  private static OptionalLong size(Path path) {
    return ElfFile.loadedSize(path.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void damagedHeadersNeverThrow() throws Exception {
    byte[] program = Files.readAllBytes(Tracees.path("crash"));
    Random random = new Random(20261124);
    Path damaged = directory.resolve("damaged");
    for (int round = 0; round < ROUNDS; round++) {
      byte[] copy = Arrays.copyOf(program, 1 + random.nextInt(HEADERS));
      for (int flips = random.nextInt(8); flips > 0 && copy.length > 4; flips--) {
        copy[4 + random.nextInt(copy.length - 4)] = (byte) random.nextInt();
      }
      Files.write(damaged, copy);
      OptionalLong address = ElfFile.address(damaged, random.nextInt(1 << 16));
      assertThat(address).isNotNull();
      assertThat(size(damaged).orElse(0)).isNotNegative();
    }
  }
}
