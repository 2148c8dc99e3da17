package org.sandtrap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * How to do outside what a run did.
 *
 * @param command the program and its arguments
 * @param directory where it started
 * @param variables its environment
 * @param input what it read
 */
record Repetition(Command command, byte[] directory, Map<String, byte[]> variables, Input input) {
  /** More than that is no text to be read. */
  private static final int LONGEST_INPUT = 4096;

  private static final String PRIVATE = "TMPDIR";

  /** One line for a POSIX shell. */
  String text() {
    StringBuilder line = new StringBuilder("cd ");
    line.append(ShellWords.quote(directory)).append(" && ");
    Optional<String> typed = typed();
    typed.ifPresent(text -> line.append("printf %s ").append(ShellWords.quote(text)).append(" | "));
    line.append("env -i");
    variables.forEach(
        (name, value) -> {
          if (!name.equals(PRIVATE)) { // is gone
            line.append(' ').append(name).append('=').append(ShellWords.quote(value));
          }
        });
    command.words().forEach(word -> line.append(' ').append(ShellWords.quote(word)));
    return typed.isPresent() ? line.toString() : line + redirection();
  }

  private Optional<String> typed() {
    return whole().flatMap(Repetition::text);
  }

  private Optional<byte[]> whole() {
    if (input instanceof Input.Bytes given && given.bytes().length <= LONGEST_INPUT) {
      return Optional.of(given.bytes());
    }
    return input instanceof Input.Written dialogue
        ? dialogue.pipe().written(LONGEST_INPUT)
        : Optional.empty();
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private String redirection() {
    if (input instanceof Input.FromFile file) {
      return " < " + ShellWords.quote(file.path());
    }
    if (input instanceof Input.Written) {
      return " # reads what the test wrote while it ran";
    }
    return input instanceof Input.Bytes given
        ? " < INPUT # " + given.bytes().length + " bytes, which are no text to be typed"
        : " < /dev/null";
  }
}
