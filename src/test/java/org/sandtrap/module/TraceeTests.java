package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Abi;
import org.sandtrap.testing.Emulation32;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;

/** What a module learns of a thread that is held, and does to it. */
class TraceeTests {
  @TempDir Path directory;

  /** Looks at the tracee of each getppid(2). */
  private record Look(Consumer<Tracee> look) implements PolicyModule {
    @Override
    public Set<String> wants() {
      return Set.of("getppid");
    }

    @Override
    public Answer onEntry(Call call, Tracee tracee) {
      look.accept(tracee);
      return Answer.proceed();
    }
  }

  private static Run run(Consumer<Tracee> look, String... command) {
    Run run = Sandbox.create().withModule(new Look(look)).run(command);
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.OK);
    return run;
  }

  private static Run values(String program, Consumer<Tracee> look) {
    return run(look, Tracees.path(program).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory_values", "memory_values-32"})
  void itsMemoryIsReadTyped(String program) {
    if (program.endsWith("-32")) {
      Emulation32.require();
    }
    values(
        program,
        tracee -> {
          long at = tracee.argument(0);
          assertThat(tracee.readByte(at)).hasValue(-5);
          assertThat(tracee.readUnsignedByte(at + 1)).hasValue(250);
          assertThat(tracee.readShort(at + 2)).hasValue(-5000);
          assertThat(tracee.readUnsignedShort(at + 4)).hasValue(60000);
          assertThat(tracee.readInt(at + 8)).hasValue(-5_000_000);
          assertThat(tracee.readUnsignedInt(at + 12)).hasValue(4_000_000_000L);
          assertThat(tracee.readLong(at + 16)).hasValue(-5_000_000_000L);
          assertThat(tracee.readFloat(at + 24)).hasValue(1.5);
          List<Long> list = tracee.readPointers(tracee.argument(1), 16).orElseThrow();
          assertThat(list).hasSize(3);
          assertThat(tracee.readString(list.get(2), 16)).contains("three");
          assertThat(tracee.readString(list.get(2), 2)).contains("th");
          assertThat(tracee.read(list.get(0), 3)).contains(new byte[] {'o', 'n', 'e'});
        });
  }

  @Test
  void wherePagesEndThereIsNothingAndATextIsCut() {
    values(
        "memory_values",
        tracee -> {
          assertThat(tracee.readDouble(tracee.argument(0) + 32)).hasValue(-2.25);
          assertThat(tracee.readString(tracee.argument(0) + 40, 32)).contains("hällo");
          long last = tracee.argument(3);
          assertThat(tracee.readString(last, 100)).contains("xxxxxx");
          assertThat(tracee.readLong(last)).isEmpty();
          assertThat(tracee.readInt(last)).isPresent();
          assertThat(tracee.write(last, new byte[8])).isFalse();
          for (long bad : new long[] {tracee.argument(4), -1, Long.MIN_VALUE}) {
            assertThat(tracee.readByte(bad)).isEqualTo(OptionalInt.empty());
            assertThat(tracee.readUnsignedInt(bad)).isEqualTo(OptionalLong.empty());
            assertThat(tracee.readFloat(bad)).isEqualTo(OptionalDouble.empty());
            assertThat(tracee.readString(bad, 10)).isEqualTo(Optional.empty());
            assertThat(tracee.readPointers(bad, 10)).isEqualTo(Optional.empty());
            assertThat(tracee.writeLong(bad, 1)).isFalse();
          }
          assertThatThrownBy(() -> tracee.read(last, Integer.MAX_VALUE))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  @Test
  void whatIsWrittenTheProgramReadsAlsoWhereItCannotWriteItself() {
    Run run =
        values(
            "memory_values",
            tracee -> {
              long at = tracee.argument(0);
              assertThat(tracee.writeInt(at + 8, 7)).isTrue();
              assertThat(tracee.writeLong(at + 16, -8)).isTrue();
              assertThat(tracee.writeFloat(at + 24, 0.5F)).isTrue();
              assertThat(tracee.writeDouble(at + 32, 9.75)).isTrue();
              assertThat(tracee.writeString(at + 40, "new")).isTrue();
              assertThat(tracee.writeString(tracee.argument(2), "changed")).isTrue();
            });
    assertThat(run.stdoutText()).isEqualTo("7 -8 0.5 9.75 new changed\n");
  }

  /** Of a JVM without CAP_SYS_PTRACE, process_vm_readv(2) is refused then. */
  @Test
  void memoryIsReadAndWrittenAlsoOfAProcessOfAnotherUser() {
    Run run =
        run(
            tracee -> {
              long at = tracee.argument(0);
              assertThat(tracee.readLong(at + 16)).hasValue(-5_000_000_000L);
              assertThat(tracee.readUnsignedShort(at + 4)).hasValue(60000);
              assertThat(tracee.readString(at + 41, 32)).contains("ällo");
              assertThat(tracee.writeInt(at + 8, 7)).isTrue();
              assertThat(tracee.writeString(at + 41, "idden")).isTrue();
            },
            Tracees.path("memory_values").toString(),
            "other");
    assertThat(run.stdoutText()).isEqualTo("7 -5000000000 1.5 -2.25 hidden constant\n");
  }

  @Test
  void itTellsOfItsProcess() {
    List<Integer> pids = new ArrayList<>();
    Run run =
        Sandbox.create()
            .withDirectory(directory)
            .withStdin("in")
            .withModule(
                new Look(
                    tracee -> {
                      if (tracee.commandLine().get(0).equals("sh")) {
                        return; // it asks for its parent as well
                      }
                      assertThat(tracee.commandLine()).hasSize(5).endsWith("a b", "");
                      assertThat(tracee.directory()).contains(directory.toString());
                      assertThat(tracee.descriptors()).containsKeys(0, 1, 2);
                      assertThat(tracee.descriptor(1).orElseThrow()).startsWith("pipe:");
                      assertThat(tracee.descriptor(77)).isEmpty();
                      assertThat(tracee.abi()).isIn(Abi.X86_64, Abi.AARCH64);
                      assertThat(tracee.argument("colour")).isEmpty();
                      pids.add(tracee.pid());
                      pids.add(tracee.parentPid());
                    }))
            .run("sh", "-c", "python3 -c 'import os; os.getppid()' 'a b' ''; exit $?");
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.OK);
    assertThat(pids).hasSize(2).contains(run.pid());
  }

  @Test
  void itMayNotBeUsedLaterOrElsewhere() {
    List<Tracee> kept = new ArrayList<>();
    values(
        "memory_values",
        tracee -> {
          kept.add(tracee);
          CompletableFuture<?> other =
              CompletableFuture.supplyAsync(() -> tracee.readByte(tracee.argument(0)));
          assertThatThrownBy(other::join).hasCauseInstanceOf(IllegalStateException.class);
        });
    assertThatThrownBy(() -> kept.get(0).readByte(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at a stop that is over");
  }
}
