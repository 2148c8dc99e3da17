package org.sandtrap.grade.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.limit.Limit;

/** Directories of cases, right and wrong ones. */
class CaseDirectoryTests {
  @TempDir private Path directory;

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void writeCase(String name) throws IOException {
    write(name + ".in", "");
    write(name + ".ans", "");
  }

  private void assertWrong(String message) {
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseDirectory.read(directory))
        .withMessage(message.replace("DIR", directory.toString()));
  }

  @Test
  void aCaseIsAnInputWithAnAnswer() throws IOException {
    write("small.in", "1 2\n");
    write("small.ans", "3\n");
    write("large.in", "10 20\n");
    write("large.out", "30\n");
    write("large.args", "-v\ntwo words\n");
    write("README.md", "Sums.");
    CaseGroup read = CaseDirectory.read(directory);
    assertThat(read.all()).extracting(Case::name).containsExactly("large", "small");
    Case large = read.cases().get(0);
    assertThat(new String(large.input(), StandardCharsets.UTF_8)).isEqualTo("10 20\n");
    assertThat(new String(large.answer(), StandardCharsets.UTF_8)).isEqualTo("30\n");
    assertThat(large.arguments()).containsExactly("-v", "two words");
    assertThat(large.group()).isEmpty();
    assertThat(large.settings()).isEqualTo(CaseSettings.NONE);
  }

  @Test
  void directoriesAreGroups() throws IOException {
    for (String name : new String[] {"b/2", "b/10", "a/deep/1", "sample"}) {
      writeCase(name);
    }
    write(".git/config", "");
    CaseGroup read = CaseDirectory.read(directory);
    assertThat(read.all())
        .extracting(Case::name)
        .containsExactly("sample", "a/deep/1", "b/10", "b/2");
    assertThat(read.all()).extracting(Case::group).containsExactly("", "a/deep", "b", "b");
    assertThat(read.groups()).extracting(CaseGroup::name).containsExactly("a", "b");
  }

  @Test
  void settingsHoldForACaseOrForAGroup() throws IOException {
    writeCase("hard/1");
    writeCase("hard/2");
    write("hard/group.yaml", "points: 8\naggregation: min\ncpu: 2s\nhint: Sort first.\n");
    write("hard/2.yaml", "cpu: 5s\nmemory: 64MiB\npoints: 6\nhidden: true\ncheck: numbers 1e-6\n");
    CaseGroup hard = CaseDirectory.read(directory).groups().get(0);
    assertThat(hard.settings().points()).isEqualTo(OptionalDouble.of(8));
    assertThat(hard.settings().aggregation()).hasValue(Aggregation.MIN);
    CaseSettings first = hard.cases().get(0).settings();
    assertThat(first.limits()).isEqualTo(Map.of(Limit.CPU, "2s"));
    assertThat(first.points()).isEmpty();
    assertThat(first.hint()).hasValue("Sort first.");
    CaseSettings second = hard.cases().get(1).settings();
    assertThat(second.limits()).isEqualTo(Map.of(Limit.CPU, "5s", Limit.MEMORY, "64MiB"));
    assertThat(second.points()).isEqualTo(OptionalDouble.of(6));
    assertThat(second.hidden()).hasValue(true);
    assertThat(second.checker()).hasValue("numbers 1e-6");
    assertThat(second.hint()).hasValue("Sort first.");
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    writeCase("1");
    write("1.yaml", "# nothing yet\n");
    assertThat(CaseDirectory.read(directory).cases().get(0).settings())
        .isEqualTo(CaseSettings.NONE);
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertWrong("DIR has no cases. Expected NAME.in with NAME.ans in it.");
    write("1.in", "");
    assertWrong("DIR/1.in has no answer. Expected DIR/1.ans or DIR/1.out.");
    write("1.ans", "");
    write("1.out", "");
    assertWrong("DIR/1.in has two answers, .ans and .out. Leave one of them, the right one.");
    Files.delete(directory.resolve("1.in"));
    Files.delete(directory.resolve("1.out"));
    assertWrong("DIR/1.ans has no input. Expected DIR/1.in.");
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseDirectory.read(directory.resolve("none")))
        .withMessage(
            directory.resolve("none")
                + " is no directory. Expected cases in it: NAME.in with NAME.ans.");
  }

  @Test
  void whatBelongsToNoCaseIsNamed() throws IOException {
    writeCase("1");
    write("2.inn", "");
    assertWrong(
        "DIR/2.inn belongs to no case. Expected NAME.in, NAME.ans or NAME.out, NAME.args, NAME.yaml,"
            + " group.yaml, and for people .desc, .hint, .jpg, .md, .png, .svg, .txt.");
  }

  @Test
  void aControlCharacterInANameIsRefused() throws IOException {
    writeCase("a\u001bb");
    assertWrong("DIR/a\u241bb.ans has a control character in its name.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu: soon | cpu: 'soon' ",
        "time: 1s | time is unknown. Expected one of points, aggregation, check, hidden, hint, wall,",
        "points: many | points: many is no number of points.",
        "points: -1 | points: -1 is no number of points.",
        "points: .nan | points: NaN is no number of points.",
        "hidden: 3 | hidden: 3 is neither true nor false.",
        "hint: [a] | hint: [a] is no text.",
        "aggregation: min | aggregation is for groups, and this is a case.",
        "- 1 | it holds [1]. Expected lines such as",
      })
  void aSettingThatCannotBeUsedIsNamed(String text, String problem) throws IOException {
    writeCase("1");
    write("1.yaml", text + "\n");
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseDirectory.read(directory))
        .withMessageStartingWith(directory.resolve("1.yaml") + ", " + problem.strip());
  }

  @Test
  void whatIsNoYamlIsNamedWithItsLine() throws IOException {
    writeCase("1");
    write("1.yaml", "cpu: 1s\n  wall: 2s\n");
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseDirectory.read(directory))
        .withMessageStartingWith(directory.resolve("1.yaml") + " is no YAML: ")
        .withMessageContaining("line 2");
    write("1.yaml", "cpu: 1s\ncpu: 2s\n");
    assertThatExceptionOfType(CaseException.class)
        .isThrownBy(() -> CaseDirectory.read(directory))
        .withMessageContaining("duplicate key");
  }
}
