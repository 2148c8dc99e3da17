package org.sandtrap.trace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Constants;

/** Tests of {@link StructTable} and of its table. */
class StructTableTests {
  private static final List<Abi> INTERFACES = List.of(Abi.X86_64, Abi.X32, Abi.I386, Abi.AARCH64);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "X86_64, stat, st_size, 48",
    "AARCH64, stat, st_mode, 16",
    "I386, stat64, st_ino, 88",
    "X86_64, sigaction, sa_mask, 24",
    "X32, sigaction, sa_mask, 12",
    "I386, msghdr, msg_iov, 8",
    "X86_64, epoll_event, data, 4",
    "AARCH64, epoll_event, data, 8",
    "X86_64, siginfo, si_pid, 16",
    "X32, siginfo, si_pid, 12"
  })
  void aFieldIsWhereTheInterfaceHasIt(Abi abi, String structure, String field, int offset) {
    assertThat(StructTable.of(abi, structure).orElseThrow().fields())
        .filteredOn(member -> member.name().equals(field))
        .extracting(StructTable.Member::offset)
        .containsExactly(offset);
  }

  @Test
  void everyFieldHasATypeAndIsInsideItsStructure() {
    for (Abi abi : INTERFACES) {
      for (String name : StructTable.names()) {
        StructTable.of(abi, name)
            .ifPresent(
                layout ->
                    assertThat(layout.fields())
                        .allSatisfy(
                            member ->
                                assertThat(member.offset() + size(abi, member.type()))
                                    .as("%s of %s in %s", member, name, abi)
                                    .isBetween(member.offset() + 1, layout.size())));
      }
    }
  }

  private static int size(Abi abi, String type) {
    int bracket = type.indexOf('[');
    String element = bracket < 0 ? type : type.substring(0, bracket);
    int count = bracket < 0 ? 1 : Integer.parseInt(type.substring(bracket + 1, type.length() - 1));
    int one =
        element.equals("char")
            ? 1
            : StructTable.size(abi, element).orElse(FieldDecoder.size(abi, element));
    return one == 0 ? -1 : count * one;
  }

  @Test
  void everySetOfAFieldHasConstants() {
    for (String name : StructTable.names()) {
      for (Abi abi : INTERFACES) {
        StructTable.of(abi, name).stream()
            .flatMap(layout -> layout.fields().stream())
            .filter(member -> member.type().contains("/"))
            .forEach(
                member ->
                    assertThat(
                            Constants.in(member.type().substring(member.type().indexOf('/') + 1)))
                        .as(member.toString())
                        .isNotEmpty());
      }
    }
  }

  @Test
  void whatIsNoStructureHasNoSize() {
    assertThat(StructTable.size(Abi.X86_64, "nothing")).isEmpty();
    assertThat(StructTable.size(Abi.X86_64, "stat64")).as("only i386 has it").isEmpty();
    assertThat(StructTable.size(Abi.I386, "ptr")).hasValue(4);
  }

  @Test
  @Tag("build")
  void theOffsetsAreThoseOfTheCompilers() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.arch")).as("the script needs x86-64").isEqualTo("amd64");
    Process script =
        new ProcessBuilder("native/structs.sh", directory.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(script.getInputStream().readAllBytes());

    boolean done = script.waitFor() == 0;
    assumeThat(done || !output.contains("are its headers") && !output.contains("not found"))
        .as("compilers with their headers: " + output)
        .isTrue();
    assertThat(done).as(output).isTrue();
    assertThat(Files.readAllLines(directory.resolve("structs.tsv")))
        .as("structs.tsv is not what native/structs.sh makes; run it")
        .isEqualTo(
            Files.readAllLines(
                Path.of("src", "main", "resources", "org", "sandtrap", "trace", "structs.tsv")));
  }
}
