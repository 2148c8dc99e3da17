package org.sandtrap.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Condition.Term;

/** A reader of one {@link CallPattern}, from left to right. */
final class CallPatternParser {
  private final String text;
  private final boolean fields;
  private int at;

  /**
   * A reader.
   *
   * @param fields whether conditions may be on a field: {@code how.flags&O_CREAT}
   */
  CallPatternParser(String text, boolean fields) {
    this.text = text;
    this.fields = fields;
  }

  /**
   * The pattern.
   *
   * @throws CallPatternException when the text is none
   */
  CallPattern pattern() {
    blanks();
    String word = word();
    List<Condition> conditions = new ArrayList<>();
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
    return new CallPattern(word, conditions);
  }

  private String word() {
    int begin = at;
    if (next(CallPattern.CLASS)) {
      next(CallPattern.CLASS); // such as %%stat
    } else if (text.startsWith(CallPattern.EXACTLY, at)) {
      at += CallPattern.EXACTLY.length();
    }
    int name = at;
    name();
    if (at == name) {
      throw unexpected(
          "the name of a system call, a family such as fork, or a class such as %file");
    }
    return text.substring(begin, at);
  }

  private Condition condition() {
    blanks();
    int column = at + 1;
    String argument = name();
    if (argument.isEmpty()) {
      throw unexpected("the name of an argument");
    }
    Optional<String> field = fields && next('.') ? Optional.of(field()) : Optional.empty();
    blanks();
    Operator operator =
        Operator.at(text, at).orElseThrow(() -> unexpected("=, !=, &, !&, <, <=, > or >="));
    at += operator.text().length();
    boolean quoted = field.isEmpty() && Condition.hasTexts(argument);
    List<Term> terms = new ArrayList<>();
    do {
      terms.add(quoted ? text() : term());
    } while (next('|'));
    return new Condition(argument, field, operator, terms, column);
  }

  private String field() {
    String field = name();
    if (field.isEmpty()) {
      throw unexpected("the name of a field");
    }
    return field;
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
      throw unexpected("a number, a constant such as AF_INET, self or run" + hint());
    }
    check(term);
    blanks();
    return term;
  }

  /** A path or an address: all up to what ends it, unless there is a backslash before that. */
  private Term text() {
    blanks();
    int begin = at;
    int end = at;
    while (at < text.length() && "|,)".indexOf(text.charAt(at)) < 0) {
      at = Math.min(text.length(), at + (text.charAt(at) == '\\' ? 2 : 1));
      end = text.charAt(at - 1) == ' ' && text.charAt(at - 2) != '\\' ? end : at;
    }
    if (end == begin) {
      throw unexpected("a path such as /etc/**, or an address such as 127.0.0.0/8");
    }
    return new Term(text.substring(begin, end), begin + 1);
  }

  /** What is often meant by a character that begins no term. */
  private String hint() {
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case '=' -> ": to compare, write one '='";
      case '/', '.', '"', '~' -> ": a path is compared as path=/etc/**";
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

  private CallPatternException unexpected(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new CallPatternException(at + 1, "found " + found + ", expected " + expected);
  }
}
