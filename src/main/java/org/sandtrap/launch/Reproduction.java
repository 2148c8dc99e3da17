package org.sandtrap.launch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way to repeat a run outside.
 *
 * @param command the program and its arguments
 * @param start where it started
 * @param variables its environment
 * @param input what it read
 * @param terminal the size of its terminal, if it had one
 */
public record Reproduction(
    Command command,
    RepeatedStart start,
    Map<String, byte[]> variables,
    Input input,
    Optional<TerminalSize> terminal) {
  /** More than this is no text to be read. */
  private static final int LONGEST_INPUT = 4096;

  private static final String PRIVATE = "TMPDIR";

  /** One line for a POSIX shell. */
  public String text() {
    StringBuilder line = new StringBuilder(start.text());
    Optional<String> typed = typed();
    boolean piped = typed.isPresent() && terminal.isEmpty();
    if (piped) {
      line.append("printf %s ").append(ShellWords.quote(typed.get())).append(" | ");
    }
    line.append("env -i");
    variables.forEach(
        (name, value) -> {
          if (!name.equals(PRIVATE)) { // is gone
            line.append(' ').append(name).append('=').append(start.variable(value));
          }
        });
    command.words().forEach(word -> line.append(' ').append(ShellWords.quote(word)));
    if (terminal.isPresent()) {
      return line + typing(typed);
    }
    return piped ? line.toString() : line + redirection();
  }

  /** In the terminal of the shell; a pipe to script(1) would type too early for a password. */
  private String typing(Optional<String> typed) {
    String keys =
        input instanceof Input.FromFile file
            ? ", typing what is in " + ShellWords.quote(file.path())
            : typed
                .filter(text -> !text.isEmpty())
                .map(text -> ", typing: " + keys(text))
                .orElse("");
    return " # in a terminal of " + terminal.orElseThrow() + keys;
  }

  /** In one line: a comment ends with it, and control characters would not be seen. */
  private static String keys(String text) {
    return text.replace("\\", "\\\\")
        .codePoints()
        .mapToObj(Reproduction::key)
        .collect(Collectors.joining());
  }

  private static String key(int key) {
    return key == '\n'
        ? "\\n"
        : Character.isISOControl(key) ? "\\%03o".formatted(key) : Character.toString(key);
  }

  private Optional<String> typed() {
    return whole().flatMap(Reproduction::text);
  }

  private Optional<byte[]> whole() {
    if (input instanceof Input.Bytes given && given.bytes().length <= LONGEST_INPUT) {
      return Optional.of(given.bytes());
    }
    return input instanceof Input.Written dialogue
        ? dialogue.written().written(LONGEST_INPUT)
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
