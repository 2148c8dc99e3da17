package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.code.Location;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;

/** Where a crash happened: module, function and line, as far as the program tells. */
class CrashPlaceTests {
  private static final String SOURCE =
      "static void fail(int *nowhere) {\n"
          + "  *nowhere = 7;\n"
          + "}\n"
          + "int main(void) {\n"
          + "  fail((int *)16);\n"
          + "}\n";

  /** More than there are files that one JVM keeps open to name places in them. */
  private static final int MANY = 80;

  @TempDir private Path directory;

  @BeforeAll
  static void requireBinutils() {
    boolean installed = Files.isExecutable(Path.of("/usr/bin/addr2line"));
    Requirement.require(installed, "addr2line", "apt-get install binutils");
  }

  @Test
  void aCrashIsNamedByFunctionAndLine() {
    Location place = place(Tracees.path("crash"), "null");
    assertThat(place.function()).contains("write_through_null");
    assertThat(place.source()).contains("crash.c:24");
    assertThat(place.module()).isEqualTo(Tracees.path("crash").toString());
    assertThat(place)
        .hasToString("write_through_null() of crash+0x%x (crash.c:24)", place.offset());
  }

  @Test
  void soIsThatOfA32BitProgram() {
    assertThat(place(Tracees.path("crash-32"), "null").source()).contains("crash.c:24");
  }

  @Test
  void aPlaceIsNamedThoughItsFileIsGone() throws Exception {
    Path program = compile("gone", "-g");
    Location place = place(program);
    Files.delete(program);
    assertThat(place.source()).contains("gone.c:2");
  }

  @Test
  void aPlaceIsThatOfTheProgramThatRan() throws Exception {
    Path program = compile("replaced", "-g");
    Location place = place(program);
    Files.delete(program);
    Files.copy(Tracees.path("crash"), program);
    assertThat(place.source()).contains("replaced.c:2");
  }

  @Test
  void aProgramThatWasOverwrittenHasNoNamesAnyMore() throws Exception {
    Path program = compile("overwritten", "-g");
    Location place = place(program);
    Location before = place(program);
    assertThat(before.source()).contains("overwritten.c:2");
    Files.write(program, Files.readAllBytes(Tracees.path("crash")));
    assertThat(place.function()).isEmpty();
    assertThat(place.module()).isEqualTo(program.toString());
    assertThat(before.source()).contains("overwritten.c:2");
  }

  @Test
  void ofManyProgramsEachPlaceIsNamed() throws Exception {
    Path program = compile("many", "-g");
    List<Location> places = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      places.add(place(Files.copy(program, directory.resolve("many-" + i))));
    }
    assertThat(places.get(0).source()).contains("many.c:2");
    assertThat(places.get(MANY - 1).source()).contains("many.c:2");
  }

  @ParameterizedTest
  @CsvSource({"-pie", "-no-pie", "-static"})
  void howTheProgramWasLinkedDoesNotMatter(String option) throws Exception {
    Location place = place(compile("with space", "-g", option));
    assertThat(place.function()).contains("fail");
    assertThat(place.source()).contains("with space.c:2");
  }

  @Test
  void withoutDebugInformationThereIsNoLine() throws Exception {
    Location place = place(compile("bare", "-g0"));
    assertThat(place.function()).contains("fail");
    assertThat(place.source()).isEmpty();
  }

  @Test
  void withoutSymbolsThereIsTheAddress() throws Exception {
    Location place = place(compile("stripped", "-s"));
    assertThat(place.function()).isEmpty();
    assertThat(place).hasToString("stripped+0x%x", place.offset());
  }

  @Test
  void aProgramThatDeletesItselfKeepsItsOffset() throws Exception {
    Path program = compile("gone", "-g");
    Run run = Sandbox.create().run("sh", "-c", "cp '" + program + "' $TMPDIR/x && exec $TMPDIR/x");
    assertThat(place(run).module()).endsWith("/x");
    assertThat(Sandbox.create().run(deleting(program)).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }

  private static List<String> deleting(Path program) {
    String script = "exec 3<'" + program + "'; rm '" + program + "'; exec /proc/self/fd/3";
    return List.of("sh", "-c", script);
  }

  private Path compile(String name, String... options) throws Exception {
    Path source = Files.writeString(directory.resolve(name + ".c"), SOURCE);
    Path program = directory.resolve(name);
    List<String> command = new ArrayList<>(List.of("gcc", "-O0", "-fno-inline"));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", program.toString(), source.toString()));
    Run gcc = Sandbox.create().withWall("60s").run(command);
    assertThat(gcc.verdict()).as(gcc.stderrText()).isEqualTo(Verdict.OK);
    return program;
  }

  private static Location place(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return place(Sandbox.create().run(command));
  }

  private static Location place(Run run) {
    assertThat(run.cause()).as("%s", run).isInstanceOf(Cause.Signalled.class);
    return ((Cause.Signalled) run.cause()).where().orElseThrow();
  }
}
