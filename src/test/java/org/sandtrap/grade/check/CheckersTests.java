package org.sandtrap.grade.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkers by their names. */
class CheckersTests {
  private static final String KNOWN =
      "exact, trailing-space, tokens, tokens-ignoring-case, numbers, unordered-lines, matches,"
          + " json-equal, kattis-default";

  /** A checker of a teacher. */
  public static final class Even implements Checker {
    @Override
    public CheckResult check(CheckRequest request) {
      return request.outputText().strip().matches("[0-9]*[02468]")
          ? CheckResult.right()
          : CheckResult.wrong("The output is no even number.");
    }
  }

  /** One that cannot be made. */
  public static final class Demanding implements Checker {
    public Demanding(int number) {}

    @Override
    public CheckResult check(CheckRequest request) {
      return CheckResult.right();
    }
  }

  /** One whose constructor fails. */
  public static final class Failing implements Checker {
    public Failing() {
      throw new IllegalStateException("no luck");
    }

    @Override
    public CheckResult check(CheckRequest request) {
      return CheckResult.right();
    }
  }

  /** One that others cannot see. */
  static final class Unseen implements Checker {
    @Override
    public CheckResult check(CheckRequest request) {
      return CheckResult.right();
    }
  }

  @Test
  void everyNameIsAChecker() {
    assertThat(String.join(", ", Checkers.names())).isEqualTo(KNOWN);
    for (String name : Checkers.names()) {
      assertThat(Checkers.of(name, " ")).as(name).isNotNull();
    }
    assertThat(Checkers.parse(" matches \t 2 s ")).isInstanceOf(Matches.class);
  }

  @Test
  void anotherNameIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> Checkers.parse("tokns 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No checker is named \"tokns\": did you mean \"tokens\"? They are: "
                + KNOWN
                + "; or the name of a class with its package.");
    assertThatThrownBy(() -> Checkers.parse(""))
        .hasMessageStartingWith("No checker is named \"\". They are: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "tokens 1e-6;tokens: \"1e-6\" is no option of it, as it has none. Leave it out.",
        "numbers x;numbers: \"x\" is no tolerance, which is a number that is 0 or more. Expected one",
        "numbers -1;numbers: \"-1\" is no tolerance, which is a number that is 0 or more. Expected",
        "numbers absolute 1 relative;numbers: \"relative\" stands without a number behind it.",
        "numbers absolute 1 absolute 1;numbers: \"absolute\" is there twice. Expected one tolerance",
        "numbers abs 1;numbers: \"abs\" is no tolerance. Expected one tolerance for both, as in",
        "matches x;matches: its option is a limit of time, as in \"matches 2s\"; the expression is",
        "matches 0s;matches: 0 s is no time in which anything could match. Expected more than 0",
        "kattis-default sensitive;The default validator: \"sensitive\" is no flag. Expected case_",
        "kattis-default float_tolerance;The default validator: float_tolerance has no number behind",
        "kattis-default float_tolerance x;The default validator: float_tolerance: \"x\" is no toler",
        "no.Such;The class of the checker \"no.Such\" was not found on the class path. Expected a",
        "java.lang.String;java.lang.String is no checker. Expected a public class with a public",
        "no.Such 1;no.Such: a class takes no options, but there is \"1\". Leave it out;",
      })
  void whatIsNoOptionIsRefused(String text, String message) {
    assertThatThrownBy(() -> Checkers.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aClassIsAChecker() throws IOException {
    Checker named = Checkers.parse(Even.class.getName());
    assertThat(named.check(CheckRequest.of("", "", "42\n"))).isEqualTo(CheckResult.right());
    assertThat(Checkers.of(Even.class).check(CheckRequest.of("", "", "7")).studentMessage())
        .isEqualTo("The output is no even number.");
  }

  @Test
  void aClassOfWhichThereIsNoObjectIsRefused() {
    assertThatThrownBy(() -> Checkers.of(Demanding.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No object of " + Demanding.class.getName() + " can be made. Exp");
    assertThatThrownBy(() -> Checkers.of(Unseen.class))
        .hasMessageStartingWith(Unseen.class.getName() + " is not public. Expected a public class");
    assertThatThrownBy(() -> Checkers.of(Failing.class))
        .hasMessageEndingWith("failed: java.lang.IllegalStateException: no luck");
  }

  @Test
  void aRequestKeepsWhatItWasGiven() {
    byte[] text = {'a'};
    CheckRequest request = CheckRequest.of(text, text, text);
    text[0] = 'b';
    request.input()[0] = 'c';
    request.answer()[0] = 'c';
    request.output()[0] = 'c';
    assertThat(request.inputText() + request.answerText() + request.outputText()).isEqualTo("aaa");
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "1.1", "NaN"})
  void whatIsNoShareIsRefused(double share) {
    assertThatThrownBy(() -> CheckResult.partial(share, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("share: " + share + " is no share of the points.");
  }
}
