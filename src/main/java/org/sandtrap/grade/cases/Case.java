package org.sandtrap.grade.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.grade.check.CheckRequest;
import org.sandtrap.grade.check.Checker;
import org.sandtrap.grade.check.Tokens;
import org.sandtrap.grade.compile.Program;
import org.sandtrap.isolation.Access;

/**
 * A case of an assignment: an input and arguments for a program, and the answer that is right.
 * Immutable.
 *
 * <pre>{@code
 * Case small = Case.of("small", "1 2\n", "3\n");
 * }</pre>
 *
 * <p>The words are those of programming contests: <i>input</i> is what the program reads,
 * <i>answer</i> what is right, <i>output</i> what the program writes.
 */
public final class Case {
  private final String name;
  private final Content input;
  private final Content answer;
  private final List<String> arguments;
  private final CaseSettings settings;
  private final Checker checker;

  Case(
      String name,
      Content input,
      Content answer,
      List<String> arguments,
      CaseSettings settings,
      Checker checker) {
    this.name = name;
    this.input = input;
    this.answer = answer;
    this.arguments = List.copyOf(arguments);
    this.settings = settings;
    this.checker = checker;
  }

  /** Bytes of a file, or of a generator. */
  interface Content {
    byte[] bytes();

    /** Gives them to a program. */
    Sandbox giveTo(Sandbox sandbox);
  }

  /**
   * A case that a generator has made.
   *
   * @param name its name, which is the same each time: {@code "large/1"}
   * @param input what the program reads, in UTF-8
   * @param answer what is right, in UTF-8
   * @throws CaseException when the name is empty or has control characters
   */
  public static Case of(String name, String input, String answer) {
    return of(
        name, input.getBytes(StandardCharsets.UTF_8), answer.getBytes(StandardCharsets.UTF_8));
  }

  /** The same as {@link #of(String, String, String)} for what is no text. */
  public static Case of(String name, byte[] input, byte[] answer) {
    Objects.requireNonNull(name, "name is null");
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new CaseException(
          "A case is named \"" + name + "\". Expected letters and digits, such as \"large/1\".");
    }
    return new Case(name, made(input), made(answer), List.of(), CaseSettings.NONE, new Tokens());
  }

  private static Content made(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Content() {
      @Override
      public byte[] bytes() {
        return copy.clone();
      }

      @Override
      public Sandbox giveTo(Sandbox sandbox) {
        return sandbox.withStdin(copy);
      }
    };
  }

  /** The content of a file, read when it is asked for. */
  static Content in(Path file) {
    return new Content() {
      @Override
      public byte[] bytes() {
        try {
          return Files.readAllBytes(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      /** A file leads to its directory, and so to the answers, where that is not closed. */
      @Override
      public Sandbox giveTo(Sandbox sandbox) {
        return sandbox.isolation().restricts(Access.READ)
            ? sandbox.withStdin(file)
            : sandbox.withStdin(bytes());
      }
    };
  }

  /** The same case with arguments for the program. */
  public Case withArguments(String... words) {
    return new Case(name, input, answer, List.of(words), settings, checker);
  }

  /** The same case with settings of its own. */
  public Case withSettings(CaseSettings other) {
    return new Case(name, input, answer, arguments, other, checker);
  }

  /** The same case with another checker than {@link Tokens}. */
  public Case withChecker(Checker other) {
    return new Case(name, input, answer, arguments, settings, other);
  }

  /** The name, with the groups that it is in before it: {@code "large/1"}. */
  public String name() {
    return name;
  }

  /** The names of the groups that it is in; empty if it is in none: {@code "large"}. */
  public String group() {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /** What the program reads. */
  public byte[] input() {
    return input.bytes();
  }

  /** What is right. */
  public byte[] answer() {
    return answer.bytes();
  }

  /** What is added to the command of the program. */
  public List<String> arguments() {
    return arguments;
  }

  /** The settings of the case and of the groups that it is in. */
  public CaseSettings settings() {
    return settings;
  }

  /** Runs a program on it, with its limits, and judges nothing. */
  public Run run(Program program) {
    return program
        .with(sandbox -> input.giveTo(settings.applyTo(sandbox)))
        .withArguments(arguments)
        .run();
  }

  /**
   * Judges a program: how it ends, and what it writes to standard output.
   *
   * @throws org.sandtrap.LaunchException when the program could not be started
   * @throws org.sandtrap.grade.check.CheckerException when the check itself failed
   * @throws UncheckedIOException when a file of the case cannot be read
   */
  public CaseResult judge(Program program) {
    Run run = run(program);
    if (run.verdict() != Verdict.OK) {
      return CaseResult.ended(this, run);
    }
    try {
      return CaseResult.checked(
          this, run, checker.check(CheckRequest.of(input(), answer(), run.stdout())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same as {@link #judge} for a test, which fails unless the program is right.
   *
   * @throws CaseFailure when it is not, or not wholly
   */
  public void check(Program program) {
    CaseResult result = judge(program);
    if (result.share() < 1) {
      throw new CaseFailure(result);
    }
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
