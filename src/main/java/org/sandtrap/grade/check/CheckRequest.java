package org.sandtrap.grade.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A question to a checker: whether this output is right for this input. Immutable. Texts are read
 * as UTF-8; what is none becomes U+FFFD in them.
 */
public final class CheckRequest {
  private final byte[] input;
  private final byte[] answer;
  private final byte[] output;
  private final List<String> arguments;

  private CheckRequest(byte[] input, byte[] answer, byte[] output, List<String> arguments) {
    this.input = input;
    this.answer = answer;
    this.output = output;
    this.arguments = arguments;
  }

  /**
   * A request without arguments.
   *
   * @param input what the program read
   * @param answer what the teacher expects
   * @param output what the program wrote
   * @return the request, with copies of them
   */
  public static CheckRequest of(byte[] input, byte[] answer, byte[] output) {
    return new CheckRequest(
        copy("input", input), copy("answer", answer), copy("output", output), List.of());
  }

  /** The same with texts, in UTF-8. */
  public static CheckRequest of(String input, String answer, String output) {
    return new CheckRequest(
        bytes("input", input), bytes("answer", answer), bytes("output", output), List.of());
  }

  private static byte[] copy(String name, byte[] bytes) {
    return Objects.requireNonNull(bytes, name + " is null").clone();
  }

  private static byte[] bytes(String name, String text) {
    return Objects.requireNonNull(text, name + " is null").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The same request with these arguments, in place of those before; not all checkers have use for
   * them.
   */
  public CheckRequest withArguments(List<String> arguments) {
    return new CheckRequest(input, answer, output, List.copyOf(arguments));
  }

  /** What the program read: a copy. */
  public byte[] input() {
    return input.clone();
  }

  /** What the teacher expects: a copy. */
  public byte[] answer() {
    return answer.clone();
  }

  /** What the program wrote: a copy. */
  public byte[] output() {
    return output.clone();
  }

  /** What the program read, as text. */
  public String inputText() {
    return new String(input, StandardCharsets.UTF_8);
  }

  /** What the teacher expects, as text. */
  public String answerText() {
    return new String(answer, StandardCharsets.UTF_8);
  }

  /** What the program wrote, as text. */
  public String outputText() {
    return new String(output, StandardCharsets.UTF_8);
  }

  /** The arguments for the checker; none unless they were given. */
  public List<String> arguments() {
    return arguments;
  }

  // Without a copy, for those that do not change them: an output may have 16 MiB.

  byte[] inputBytes() {
    return input;
  }

  byte[] answerBytes() {
    return answer;
  }

  byte[] outputBytes() {
    return output;
  }
}
