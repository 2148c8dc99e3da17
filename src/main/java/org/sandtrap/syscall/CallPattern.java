package org.sandtrap.syscall;

import java.util.List;
import java.util.Objects;

/**
 * A word for system calls and conditions on their arguments, all of which must hold, as it is
 * written: {@code open(flags&O_WRONLY|O_RDWR)}. Only read, not looked up: {@link Vocabulary} knows
 * the words, {@link ResolvedCondition} the arguments and constants.
 *
 * <pre>
 * pattern   = word [ "(" condition { "," condition } ")" ]
 * word      = [ "sys:" ] name | "%" [ "%" ] name
 * condition = argument operator term { "|" term }
 * operator  = "=" | "!=" | "&amp;" | "!&amp;" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * term      = number | CONSTANT | "self" | "run" | text
 * </pre>
 *
 * Texts are the terms of {@code path} and {@code address}: all up to the next {@code |}, {@code ,}
 * or {@code )} that has no backslash before it.
 *
 * <p>Blanks may stand between all of these.
 *
 * @param word the word: {@code open}, {@code sys:open}, {@code %file}
 * @param conditions the conditions, none if there are no parentheses
 */
public record CallPattern(String word, List<Condition> conditions) {
  /** The beginning of a word that means one call and no other: {@code sys:open}. */
  public static final String EXACTLY = "sys:";

  /** The beginning of the name of a class of strace(1): {@code %file}. */
  static final char CLASS = '%';

  /** Copies the list. */
  public CallPattern {
    Objects.requireNonNull(word, "word");
    conditions = List.copyOf(conditions);
  }

  /**
   * Reads a pattern.
   *
   * @throws CallPatternException when the text is none
   */
  public static CallPattern parse(String text) {
    return new CallPatternParser(text, false).pattern();
  }

  /** Reads a pattern whose conditions may be on fields in memory: {@code how.flags&O_CREAT}. */
  static CallPattern parseWithFields(String text) {
    return new CallPatternParser(text, true).pattern();
  }

  /** Whether the word is a name alone, with nothing before it. */
  boolean isName() {
    return !word.startsWith(EXACTLY) && word.charAt(0) != CLASS;
  }
}
