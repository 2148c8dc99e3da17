package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.policy.WrittenCondition.Term;

/**
 * Reads the text of a rule: a word, and in parentheses conditions on arguments, all of which must
 * hold.
 *
 * <pre>
 * rule      = word [ "(" condition { "," condition } ")" ]
 * word      = [ "sys:" ] name | "%" [ "%" ] name
 * condition = argument operator term { "|" term }
 * operator  = "=" | "!=" | "&amp;" | "!&amp;" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * term      = number | CONSTANT | "self"
 * </pre>
 *
 * Blanks may stand between all of these.
 */
final class RuleText {
  private final String text;
  private int at;

  private RuleText(String text) {
    this.text = text;
  }

  /**
   * What was read.
   *
   * @param word the word: {@code open}, {@code sys:open}, {@code %file}
   * @param conditions the conditions, none if there are no parentheses
   */
  record Parts(String word, List<WrittenCondition> conditions) {
    Parts {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Reads a rule.
   *
   * @throws RuleException when it is not one
   */
  static Parts parse(String text) {
    return new RuleText(text).rule();
  }

  private Parts rule() {
    blanks();
    String word = word();
    List<WrittenCondition> conditions = new ArrayList<>();
    blanks();
    if (next('(')) {
      do {
        conditions.add(condition());
      } while (next(','));
      expect(')', "',' and another condition, or ')'");
      blanks();
    }
    if (at < text.length()) {
      throw unexpected(
          text.charAt(at) == ','
              ? "the end of the rule: of several each is a text of its own, {\"fork\", \"exec\"}"
              : "the end of the rule, or '(' and conditions");
    }
    return new Parts(word, conditions);
  }

  private String word() {
    int begin = at;
    if (next('%')) {
      next('%'); // such as %%stat
    } else if (text.startsWith("sys:", at)) {
      at += "sys:".length();
    }
    int name = at;
    name();
    if (at == name) {
      throw unexpected(
          "the name of a system call, a family such as fork, or a class such as %file");
    }
    return text.substring(begin, at);
  }

  private WrittenCondition condition() {
    blanks();
    int column = at + 1;
    String argument = name();
    if (argument.isEmpty()) {
      throw unexpected("the name of an argument");
    }
    blanks();
    Operator operator = Operator.at(text, at);
    if (operator == null) {
      throw unexpected("=, !=, &, !&, <, <=, > or >=");
    }
    at += operator.text().length();
    List<Term> terms = new ArrayList<>();
    do {
      terms.add(term());
    } while (next('|'));
    return new WrittenCondition(argument, operator, terms, column);
  }

  private Term term() {
    blanks();
    int begin = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    name();
    Term term = new Term(text.substring(begin, at), begin + 1);
    boolean digits = term.text().matches("-?[0-9].*");
    if (term.text().isEmpty() || term.text().equals("-") || (digits && !term.isNumber())) {
      at = begin;
      throw unexpected("a number, a constant such as AF_INET, or self" + hint());
    }
    check(term);
    blanks();
    return term;
  }

  /** What is often meant by a character that begins no term. */
  private String hint() {
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case '=' -> ": to compare, write one '='";
      case '/', '.', '"', '~' -> ": a rule cannot ask for a path, which is in the program's memory";
      default -> "";
    };
  }

  private void check(Term term) {
    try {
      if (term.isNumber()) {
        term.number();
      }
    } catch (NumberFormatException e) {
      at = term.column() - 1;
      throw unexpected("a number of at most 64 bits, octal if it begins with 0");
    }
  }

  private String name() {
    int begin = at;
    while (at < text.length() && isPart(text.charAt(at))) {
      at++;
    }
    return text.substring(begin, at);
  }

  private static boolean isPart(char character) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean next(char character) {
    boolean there = at < text.length() && text.charAt(at) == character;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char character, String expected) {
    blanks();
    if (!next(character)) {
      throw unexpected(expected);
    }
  }

  private RuleException unexpected(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new RuleException(text, at + 1, "found " + found + ", expected " + expected);
  }
}
