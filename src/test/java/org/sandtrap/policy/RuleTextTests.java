package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.CallPattern;
import org.sandtrap.syscall.Condition;
import org.sandtrap.syscall.Condition.Term;
import org.sandtrap.syscall.Operator;

/** Rules as they are written, and what is said about those that are not. */
class RuleTextTests {
  @ParameterizedTest
  @ValueSource(strings = {"getpid", "sys:open", "%file", "%%stat", "  getpid  "})
  void aWordAloneIsARule(String text) {
    CallPattern parts = RuleText.parse(text);
    assertThat(parts.word()).isEqualTo(text.strip());
    assertThat(parts.conditions()).isEmpty();
  }

  @Test
  void conditionsHaveArgumentOperatorAndTerms() {
    CallPattern parts = RuleText.parse("open( flags & O_WRONLY | O_RDWR , mode>=0644)");
    assertThat(parts.word()).isEqualTo("open");
    Condition first = parts.conditions().get(0);
    assertThat(first.argument()).isEqualTo("flags");
    assertThat(first.operator()).isEqualTo(Operator.HAS);
    assertThat(first.terms()).extracting(Term::text).containsExactly("O_WRONLY", "O_RDWR");
    assertThat(first.column()).isEqualTo(7);
    Condition second = parts.conditions().get(1);
    assertThat(second.operator()).isEqualTo(Operator.AT_LEAST);
    assertThat(second.terms().get(0).number()).isEqualTo(0644);
  }

  @ParameterizedTest
  @CsvSource({
    "=, EQUAL",
    "!=, NOT_EQUAL",
    "&, HAS",
    "!&, HAS_NOT",
    "<, LESS",
    "<=, AT_MOST",
    ">, GREATER",
    ">=, AT_LEAST"
  })
  void everyOperatorIsKnown(String text, Operator operator) {
    assertThat(RuleText.parse("dup(oldfd" + text + "3)").conditions().get(0).operator())
        .isEqualTo(operator);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10",
    "-1, -1",
    "0x1F, 31",
    "0, 0",
    "017, 15",
    "0xffffffffffffffff, -1",
    "-0x10, -16"
  })
  void numbersAreThoseOfC(String text, long value) {
    assertThat(
            RuleText.parse("dup(oldfd=" + text + ")").conditions().get(0).terms().get(0).number())
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|1|found the end, expected the name of a system call, a family such as fork, or a class"
            + " such as %file",
        "%|2|found the end, expected the name of a system call, a family such as fork, or a class"
            + " such as %file",
        "sys:|5|found the end, expected the name of a system call, a family such as fork, or a"
            + " class such as %file",
        "fork!|5|found '!', expected the end of the rule, or '(' and conditions",
        "kill(|6|found the end, expected the name of an argument",
        "kill()|6|found ')', expected the name of an argument",
        "kill(pid)|9|found ')', expected =, !=, &, !&, <, <=, > or >=",
        "kill(pid=)|10|found ')', expected a number, a constant such as AF_INET, self or run",
        "kill(pid=1|11|found the end, expected ',' and another condition, or ')'",
        "kill(pid=1 2)|12|found '2', expected ',' and another condition, or ')'",
        "kill(pid=1) x|13|found 'x', expected the end of the rule, or '(' and conditions",
        "kill(pid=09)|10|found '0', expected a number of at most 64 bits, octal if it begins with"
            + " 0",
        "kill(pid=1x)|10|found '1', expected a number, a constant such as AF_INET, self or run",
        "kill(pid==1)|10|found '=', expected a number, a constant such as AF_INET, self or run: to"
            + " compare, write one '='",
        "open(pathname=/etc)|15|found '/', expected a number, a constant such as AF_INET, self or run:"
            + " a path is compared as path=/etc/**",
        "fork, exec|5|found ',', expected the end of the rule: of several each is a text of its"
            + " own, {\"fork\", \"exec\"}",
      })
  void anErrorNamesTheColumn(String text, int column, String problem) {
    String rule = text == null ? "" : text;
    assertThatThrownBy(() -> RuleText.parse(rule))
        .isInstanceOfSatisfying(
            RuleException.class,
            error -> {
              assertThat(error.column()).isEqualTo(column);
              assertThat(error.rule()).isEqualTo(rule);
            })
        .hasMessage("'%s' is no rule: at column %d, %s.", rule, column, problem);
  }
}
