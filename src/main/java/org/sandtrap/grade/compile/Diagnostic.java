package org.sandtrap.grade.compile;

import java.util.Objects;
import java.util.Optional;

/**
 * A message of a compiler, a linker or a build tool about one place. Its texts are made for people:
 * control characters are replaced by pictures, and paths are relative to the submission.
 *
 * @param file the file, relative to the submission's directory; only its name if it is elsewhere;
 *     empty if the message is about none
 * @param line the line, from 1; 0 if the message names none
 * @param column the column, from 1, as the compiler counts; 0 if the message names none
 * @param severity how grave it is
 * @param text what is wrong, one line, at most {@value #MOST_CHARACTERS} characters
 * @param code what the compiler calls it, such as {@code -Wunused-variable} or {@code E0308}
 */
public record Diagnostic(
    Optional<String> file,
    int line,
    int column,
    Severity severity,
    String text,
    Optional<String> code) {
  static final int MOST_CHARACTERS = 500;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public Diagnostic {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(code, "code");
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "A diagnostic is at line " + line + ", column " + column + ". Expected 0 or more.");
    }
  }

  /** The place, {@code main.c:3:7}, as far as it is known; empty if there is no file. */
  public String place() {
    return file.map(name -> name + number(line) + (line == 0 ? "" : number(column))).orElse("");
  }

  private static String number(int number) {
    return number == 0 ? "" : ":" + number;
  }

  /** One line: {@code main.c:3:7: warning: unused variable 'a' [-Wunused-variable]}. */
  @Override
  public String toString() {
    String place = place();
    return (place.isEmpty() ? "" : place + ": ")
        + severity.word()
        + ": "
        + text
        + code.map(name -> " [" + name + "]").orElse("");
  }
}
