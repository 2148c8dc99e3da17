package org.sandtrap.launch;

import java.util.function.IntUnaryOperator;

/**
 * A text that a program has chosen, made fit for messages: control characters, which could move the
 * cursor of a terminal or be invalid in a report, are replaced by their pictures.
 */
public final class VisibleText {
  /** The Unicode block that has a picture for every control character, in their order. */
  private static final int CONTROL_PICTURES = 0x2400;

  private static final int DELETE = 0x7f;
  private static final int PICTURE_OF_DELETE = 0x2421;

  /** The last of the control characters that ISO 8859 has above ASCII; they have no pictures. */
  private static final int LAST_CONTROL = 0x9f;

  private static final int REPLACEMENT = 0xfffd;

  private VisibleText() {}

  /** One line: all control characters but tabs are replaced, line feeds as well. */
  public static String line(String text) {
    return replaced(text, VisibleText::picture);
  }

  /** Several lines: line feeds stay. */
  public static String lines(String text) {
    return replaced(text, character -> character == '\n' ? character : picture(character));
  }

  private static String replaced(String text, IntUnaryOperator replacement) {
    StringBuilder visible = new StringBuilder(text.length());
    text.chars().map(replacement).forEach(character -> visible.append((char) character));
    return visible.toString();
  }

  private static int picture(int character) {
    if (character > DELETE && Character.getType(character) == Character.FORMAT) {
      return REPLACEMENT; // such as one that lets the rest of the line run backwards
    }
    if (character == DELETE) {
      return PICTURE_OF_DELETE;
    }
    if (character > DELETE && character <= LAST_CONTROL) {
      return REPLACEMENT;
    }
    return character < ' ' && character != '\t' ? CONTROL_PICTURES + character : character;
  }
}
