package org.sandtrap.grade.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.launch.TreeRemoval;

/**
 * A compiler of submissions: a command that makes a program of source files, in a sandbox. Nothing
 * of a submission is trusted, for what is compiled may read files, run commands and never end.
 * Immutable.
 *
 * <pre>{@code
 * Compiler gcc = Compiler.of("gcc", "-O2", "{sources}", "-o", "{output}").withSources("*.c");
 * Program sum = gcc.compile(Path.of("submission")).program(Sandbox.untrusted());
 * }</pre>
 *
 * <p>The command runs in a fresh directory that has a copy of all files of the submission, links
 * and FIFOs excepted. It can write there only, and read that and the system's programs and
 * libraries; there is no network. The limits: 60 s of CPU, 120 s of time, 2 GiB of memory, 256 MiB
 * for each file, 1 MiB of output.
 *
 * <p>What was compiled is kept, by the content of all files of the submission, the command, and the
 * compiler's file; the same is not compiled twice.
 */
public final class Compiler {
  /** The word that stands for the source files, one word each, in the order of their names. */
  public static final String SOURCES = "{sources}";

  /** What stands for the program that the command makes. */
  public static final String OUTPUT = "{output}";

  private static final String MADE = "program";

  private final List<String> command;
  private final SourcePatterns sources;
  private final Optional<String> output;
  private final List<String> run;
  private final Sandbox sandbox;
  private final CompileCache cache;

  private Compiler(
      List<String> command,
      SourcePatterns sources,
      Optional<String> output,
      List<String> run,
      Sandbox sandbox,
      CompileCache cache) {
    this.command = command;
    this.sources = sources;
    this.output = output;
    this.run = run;
    this.sandbox = sandbox;
    this.cache = cache;
  }

  /**
   * A compiler that runs a command; without {@link #withSources} all files are sources.
   *
   * @param command the words of the command; the word {@code {sources}} stands for all source
   *     files, {@code {output}} in any word for the program that is to be made
   * @throws IllegalArgumentException when the command is empty, or {@code {sources}} is a part of a
   *     word
   */
  public static Compiler of(String... command) {
    return of(List.of(Objects.requireNonNull(command, "command is null")));
  }

  /** The same as {@link #of(String...)}. */
  public static Compiler of(List<String> command) {
    CompileCommand.check(command);
    return new Compiler(
        List.copyOf(command),
        SourcePatterns.of("**"),
        Optional.empty(),
        List.of(OUTPUT),
        sandbox(),
        new CompileCache(Path.of("target", "sandtrap", "compiled")));
  }

  /** The settings that a compile has unless others are given. */
  public static Sandbox sandbox() {
    return Sandbox.untrusted()
        .withCpu("60s")
        .withWall("120s")
        .withMemory("2GiB")
        .withFileSize("256MiB")
        .withOutput("1MiB")
        .withDisk("512MiB")
        .withProcesses("256");
  }

  /**
   * The same for some files of a submission only; the others are there as well, for the compiler to
   * include.
   *
   * @param patterns globs below the submission's directory: {@code "*.c"}, {@code "src/**.rs"}
   * @throws IllegalArgumentException when one is no glob
   */
  public Compiler withSources(String... patterns) {
    return new Compiler(command, SourcePatterns.of(patterns), output, run, sandbox, cache);
  }

  /**
   * The same for a command that chooses itself where the program goes, such as {@code make}.
   *
   * @param name the path of the program, or of a directory, below the directory of the compile
   * @throws IllegalArgumentException when it leads out of the directory
   */
  public Compiler withOutput(String name) {
    return new Compiler(
        command, sources, Optional.of(CompileCommand.output(name)), run, sandbox, cache);
  }

  /**
   * The same for what is not executed by itself: {@code withRun("java", "-cp", "{output}",
   * "Main")}.
   *
   * @param words the words of the command that runs what was made
   * @throws IllegalArgumentException when none of them names {@code {output}}
   */
  public Compiler withRun(String... words) {
    return new Compiler(
        command, sources, output, CompileCommand.run(List.of(words)), sandbox, cache);
  }

  /** The same with other limits and settings than those of {@link #sandbox()}. */
  public Compiler withSandbox(Sandbox other) {
    return new Compiler(command, sources, output, run, other, cache);
  }

  /**
   * The same with another directory for what was compiled than {@code target/sandtrap/compiled}.
   */
  public Compiler withCache(Path directory) {
    return new Compiler(command, sources, output, run, sandbox, new CompileCache(directory));
  }

  /**
   * Compiles a submission, unless the same has been compiled before.
   *
   * @param submission its directory
   * @return the program, or what was wrong
   * @throws CompileError when no file is a source, or the submission is larger than 64 MiB or 10000
   *     files
   * @throws org.sandtrap.LaunchException when the compiler could not be started
   * @throws UncheckedIOException when the submission cannot be read, or nothing can be written
   */
  public Compilation compile(Path submission) {
    SourceTree tree = SourceTree.read(submission);
    List<String> named = sources.select(tree);
    String key = CompileKey.of(settings(named), command.get(0), searchPath(), tree);
    try {
      Optional<CompileCache.Entry> known = cache.get(key);
      return known.isPresent()
          ? compilation(submission, known.get(), true)
          : compile(submission, tree, named, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> settings(List<String> named) {
    List<String> all = new ArrayList<>(command);
    all.addAll(named);
    all.add(output.orElse(MADE));
    all.add(sandbox.environment().toString());
    return all;
  }

  private String searchPath() {
    return sandbox.environment().getOrDefault("PATH", "");
  }

  private Compilation compile(Path submission, SourceTree tree, List<String> named, String key)
      throws IOException {
    Path making = cache.begin();
    Path directory = Files.createTempDirectory("sandtrap-compile-").toRealPath();
    try {
      tree.writeTo(directory);
      String name = output.orElse(MADE);
      Run run = run(CompileCommand.words(command, named, name), directory);
      if (run.verdict() == Verdict.OK) {
        Product.keep(directory, name, CompileCache.product(making));
      } else if (run.verdict() != Verdict.NONZERO_EXIT) {
        return stopped(submission, run); // not kept: on a host that is less busy it may end
      }
      return compilation(submission, cache.put(key, making, messages(run, directory)), false);
    } finally {
      TreeRemoval.of(directory);
      TreeRemoval.of(making);
    }
  }

  private Run run(List<String> words, Path directory) {
    return sandbox
        .withDirectory(directory)
        .withReadable(directory)
        .withWritable(directory)
        .withMergedOutput()
        .run(words);
  }

  /** Without the name of the directory, which is another one each time. */
  private static String messages(Run run, Path directory) {
    return run.stdoutText().replace(directory + "/", "");
  }

  private Compilation stopped(Path submission, Run run) {
    String failure = "The compiler was stopped: " + run.cause().message();
    return new Compilation(
        submission, Optional.empty(), this.run, run.stdoutText(), failure, false);
  }

  private Compilation compilation(Path submission, CompileCache.Entry entry, boolean cached) {
    String silent =
        entry.messages().isBlank()
            ? "The compile made no " + output.orElse("program") + ", and said nothing."
            : "";
    return new Compilation(submission, entry.product(), run, entry.messages(), silent, cached);
  }
}
