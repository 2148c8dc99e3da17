package org.sandtrap.grade.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.Sandbox;
import org.sandtrap.isolation.Access;

/** The result of compiling a submission: a program, or the reason why there is none. Immutable. */
public final class Compilation {
  private final Path submission;
  private final Optional<Path> product;
  private final List<String> run;
  private final String messages;
  private final String failure;
  private final boolean cached;

  Compilation(
      Path submission,
      Optional<Path> product,
      List<String> run,
      String messages,
      String failure,
      boolean cached) {
    this.submission = submission;
    this.product = product;
    this.run = run;
    this.messages = messages;
    this.failure = failure;
    this.cached = cached;
  }

  /** Whether there is a program. */
  public boolean succeeded() {
    return product.isPresent();
  }

  /** What the compiler said, as it said it: text that the submission can choose. */
  public String messages() {
    return messages;
  }

  /** The errors and warnings in what the compiler said. */
  public Diagnostics diagnostics() {
    return Diagnostics.parse(messages, submission);
  }

  private String failure() {
    return failure.isEmpty()
        ? "The submission does not compile.\n" + diagnostics().forStudents()
        : failure;
  }

  /** Whether the same had been compiled before, so that nothing was compiled now. */
  public boolean isCached() {
    return cached;
  }

  /**
   * What the compiler made: a file, or a directory.
   *
   * @throws CompileError when it made nothing
   */
  public Path product() {
    return product.orElseThrow(() -> CompileError.of(failure()));
  }

  /**
   * The program that was made.
   *
   * @param sandbox the settings that it runs with; where they restrict what can be read, what was
   *     compiled can be read as well
   * @throws CompileError when there is none
   */
  public Program program(Sandbox sandbox) {
    Path made = product();
    List<String> words = new ArrayList<>();
    run.forEach(word -> words.add(word.replace(Compiler.OUTPUT, made.toString())));
    boolean closed = sandbox.isolation().restricts(Access.READ);
    return Program.compiled(closed ? readable(sandbox, made) : sandbox, words);
  }

  private static Sandbox readable(Sandbox sandbox, Path made) {
    Sandbox open = sandbox.withReadable(made);
    return open.isolation().restricts(Access.EXECUTE) && Files.isDirectory(made)
        ? open.withExecutable(made)
        : open;
  }
}
