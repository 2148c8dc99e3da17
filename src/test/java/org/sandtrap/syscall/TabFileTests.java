package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of {@link TabFile}. */
class TabFileTests {
  private static List<TabFile.Row> rows(String text) {
    List<TabFile.Row> rows = new ArrayList<>();
    TabFile.read("some.tsv", new StringReader(text), List.of("number", "name"), rows::add);
    return rows;
  }

  @Test
  void readsRowsAndSkipsComments() {
    assertThat(rows("# number, name\n\n1\ta b\n2\t-\tmore\n"))
        .containsExactly(
            new TabFile.Row("some.tsv", 3, List.of("1", "a b")),
            new TabFile.Row("some.tsv", 4, List.of("2", "-", "more")));
    assertThat(rows("1\ta b").get(0).words(1, " ")).containsExactly("a", "b");
    assertThat(rows("1\t-").get(0).words(1, " ")).isEmpty();
  }

  @Test
  void aShortRowIsNamedWithFileLineAndWhatWasExpected() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> rows("# comment\n1\ta\n2\n"))
        .withMessage("some.tsv:3: expected number, tab, name, but found '2'");
  }

  @Test
  void aMissingTableIsNamed() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> TabFile.read("none.tsv", List.of("a"), row -> {}))
        .withMessage(
            "the table org/sandtrap/syscall/none.tsv is not on the class path; it belongs to the"
                + " jar of sandtrap");
  }
}
