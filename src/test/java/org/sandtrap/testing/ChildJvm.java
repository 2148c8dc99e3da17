package org.sandtrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A second JVM for what cannot be changed in the present one: its locale, its heap, what it
 * inherited.
 *
 * @param main the class that is run, with a {@code main} method
 * @param before the command that starts the JVM, such as {@code sh -c '… exec "$@"' sh}; may be
 *     empty
 * @param java the JVM's program
 * @param options options of the JVM
 * @param environment variables to set
 * @param part what becomes of each part of the class path
 * @param patience how long {@link #run} waits for its end
 */
public record ChildJvm(
    Class<?> main,
    List<String> before,
    Path java,
    List<String> options,
    Map<String, String> environment,
    UnaryOperator<String> part,
    Duration patience) {
  /** A JVM that differs in nothing. */
  public static ChildJvm of(Class<?> main) {
    Path java = in(Path.of(System.getProperty("java.home")));
    return new ChildJvm(
        main, List.of(), java, List.of(), Map.of(), UnaryOperator.identity(), Patience.TIME);
  }

  /** The same, started by a shell that first runs {@code script}. */
  public ChildJvm after(String script) {
    return startedBy("bash", "-c", script + "\nexec \"$@\"", "bash");
  }

  /** The same, started by a command whose last arguments are a command. */
  public ChildJvm startedBy(String... command) {
    return new ChildJvm(main, List.of(command), java, options, environment, part, patience);
  }

  /** The same of another Java, which is installed in {@code home}. */
  public ChildJvm withJava(Path home) {
    return new ChildJvm(main, before, in(home), options, environment, part, patience);
  }

  /** The same with options of the JVM. */
  public ChildJvm withOptions(String... more) {
    return new ChildJvm(main, before, java, List.of(more), environment, part, patience);
  }

  /** The same with an environment variable. */
  public ChildJvm withEnvironment(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new ChildJvm(main, before, java, options, more, part, patience);
  }

  /** The same with another class path, part by part; a part that becomes "" is left out. */
  public ChildJvm withClassPath(UnaryOperator<String> other) {
    return new ChildJvm(main, before, java, options, environment, other, patience);
  }

  /** The same for work that takes long. */
  public ChildJvm withPatience(Duration longer) {
    return new ChildJvm(main, before, java, options, environment, part, longer);
  }

  private static Path in(Path home) {
    return home.resolve("bin").resolve("java");
  }

  /**
   * Starts it, to go on beside the test.
   *
   * @param arguments the arguments of {@code main}
   * @return the JVM
   */
  public LivingJvm start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments));
    builder.environment().putAll(environment);
    return LivingJvm.start(builder);
  }

  /**
   * Runs it to its end, which must be a good one.
   *
   * @param arguments the arguments of {@code main}
   * @return what it wrote to standard output, in lines
   */
  public List<String> run(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("sandtrap-jvm", ".out");
    Path errors = Files.createTempFile("sandtrap-jvm", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(command(arguments));
      builder.environment().putAll(environment);
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(errors, StandardCharsets.ISO_8859_1);
      assertThat(ended).as("the child JVM ends; it said: %s", said).isTrue();
      String wrote = Files.readString(output, StandardCharsets.ISO_8859_1);
      assertThat(process.exitValue())
          .as("exit code; the child JVM said: %s\nand wrote: %s", said, wrote)
          .isZero();
      return Files.readAllLines(output, StandardCharsets.UTF_8);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(java.toString());
    command.addAll(List.of("-ea", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.matches("(sandtrap|tests)\\..*|java\\.io\\.tmpdir|jna\\..*tmpdir"))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(name -> part.apply(Path.of(name).toAbsolutePath().toString()))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
