package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sandtrap.testing.Requirement.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link Constants}. */
class ConstantsTests {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "X86_64, O_CREAT, 0x40",
    "X86_64, O_LARGEFILE, 0x8000",
    "I386, O_LARGEFILE, 0x8000",
    "AARCH64, O_LARGEFILE, 0x20000",
    "X86_64, O_DIRECTORY, 0x10000",
    "AARCH64, O_DIRECTORY, 0x4000",
    "X32, O_DIRECTORY, 0x10000",
    "X86_64, CLONE_THREAD, 0x10000",
    "X86_64, CLONE_INTO_CGROUP, 0x200000000",
    "X86_64, AF_INET, 2",
    "X86_64, SOCK_CLOEXEC, 0x80000",
    "X86_64, AT_FDCWD, -100",
    "I386, AT_FDCWD, -100",
    "I386, F_SETLKW64, 14",
    "X86_64, LINUX_REBOOT_CMD_CAD_ON, 0x89ABCDEF",
    "I386, SYS_SOCKET, 1",
    "AARCH64, PROT_BTI, 0x10"
  })
  void aNameHasItsValueInEachInterface(Abi abi, String name, String value) {
    assertThat(Constants.value(abi, name)).hasValue(Long.decode(value));
  }

  @Test
  void whatAnInterfaceDoesNotHaveIsEmpty() {
    assertThat(Constants.value(Abi.X86_64, "PROT_BTI")).isEmpty();
    assertThat(Constants.value(Abi.AARCH64, "MAP_32BIT")).isEmpty();
    assertThat(Constants.value(Abi.ARM, "O_CREAT")).isEmpty();
    assertThat(Constants.value(Abi.X86_64, "o_creat")).isEmpty();
    assertThat(Constants.of("O_CREATE")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "O_CREAT, FLAG, 0x40",
    "O_RDONLY, FIELD, 3",
    "O_SYNC, FLAG, 0x101000",
    "SOCK_STREAM, FIELD, 0xf",
    "SOCK_CLOEXEC, FLAG, 0x80000",
    "MAP_PRIVATE, FIELD, 0xf",
    "PROT_NONE, FIELD, 7",
    "SEMOP, FIELD, 0xffff",
    "S_IFREG, FIELD, 0xf000",
    "AF_INET, VALUE, -1",
    "FUTEX_WAKE, FIELD, -385"
  })
  void aConstantKnowsTheBitsItIsAbout(String name, Constant.Kind kind, String mask) {
    Constant constant = Constants.of(name).orElseThrow();
    assertThat(constant.kind()).isEqualTo(kind);
    assertThat(constant.mask(Abi.X86_64)).hasValue(Long.decode(mask));
    assertThat(constant).hasToString(name);
  }

  @Test
  void everyFlagHasBitsAndEveryFieldFits() {
    for (Constant constant : Constants.all()) {
      constant
          .values()
          .forEach(
              (abi, value) -> {
                long mask = constant.mask(abi).orElseThrow();
                assertThat(value & mask).as(constant.name()).isEqualTo(value);
                assertThat(mask).as(constant.name()).isNotZero();
              });
    }
  }

  @Test
  void everySetThatAnArgumentRefersToHasConstants() {
    Set<String> sets = new TreeSet<>();
    for (Abi abi : List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64)) {
      SyscallTable.of(abi).names().stream()
          .flatMap(call -> Signature.of(abi, call).orElseThrow().arguments().stream())
          .flatMap(argument -> argument.constants().stream())
          .forEach(sets::add);
    }
    assertThat(sets).hasSizeGreaterThan(70).allMatch(set -> !Constants.in(set).isEmpty());
    assertThat(Constants.in("nothing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "O_CREATE, O_CREAT",
    "o_creat, O_CREAT",
    "AF_INTE, AF_INET",
    "SOCK_STRAEM, SOCK_STREAM",
    "CLONE_THRAED, CLONE_THREAD",
    "banana, "
  })
  void anUnknownNameHasNearOnes(String name, String near) {
    if (near == null) {
      assertThat(Constants.near(name)).isEmpty();
    } else {
      assertThat(Constants.near(name)).startsWith(near).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void nearNamesCanBeThoseOfOneSet() {
    assertThat(Constants.near("SOCK_RAV", "socket_type")).startsWith("SOCK_RAW");
    assertThat(Constants.near("SOCK_RAV", "open")).isEmpty();
  }

  @Test
  @Tag("build")
  void theValuesAreThoseOfTheCompilers() throws IOException, InterruptedException {
    requireCompilers();
    Process script =
        new ProcessBuilder("native/constants.sh", directory.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(script.getInputStream().readAllBytes());

    boolean done = script.waitFor() == 0;
    require(done || !output.contains("not older"), "a newer kernel's headers", output);
    assertThat(done).as(output).isTrue();
    assertThat(lines(directory.resolve("constants.tsv")))
        .as("constants.tsv is not what native/constants.sh makes; run it")
        .isEqualTo(
            lines(
                Path.of(
                    "src", "main", "resources", "org", "sandtrap", "syscall", "constants.tsv")));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  private void requireCompilers() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.arch")).as("the script needs x86-64").isEqualTo("amd64");
    require(compiles("gcc", "-m32"), "gcc -m32", "apt-get install gcc libc6-dev-i386");
    require(
        compiles("aarch64-linux-gnu-gcc"),
        "aarch64-linux-gnu-gcc",
        "apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross");
  }

  private boolean compiles(String... compiler) throws InterruptedException, IOException {
    Path source = Files.writeString(directory.resolve("any.c"), "#include <stdlib.h>\n");
    List<String> command =
        Stream.concat(Stream.of(compiler), Stream.of("-E", "-o", source + ".i", source.toString()))
            .toList();
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
