package org.sandtrap.junit.grade;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Sandbox;
import org.sandtrap.grade.compile.Compilation;
import org.sandtrap.grade.compile.Compiler;

/**
 * A {@code @Compile} and where it was found.
 *
 * @param compile the annotation
 * @param place where it was found, for messages
 */
record CompileDeclaration(Compile compile, String place) {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(CompileDeclaration.class);

  /** The closest one of a parameter. */
  static Optional<CompileDeclaration> of(Parameter parameter, ExtensionContext context) {
    return on(parameter, "parameter " + parameter.getName()).or(() -> of(context));
  }

  static CompileDeclaration of(Field field) {
    return on(field, field.getDeclaringClass().getSimpleName() + "." + field.getName())
        .orElseThrow();
  }

  /** The closest one of a test or class. */
  static Optional<CompileDeclaration> of(ExtensionContext context) {
    return Closest.of(context, Compile.class).map(CompileDeclaration::of);
  }

  private static Optional<CompileDeclaration> on(AnnotatedElement element, String place) {
    return Closest.on(element, place, Compile.class).map(CompileDeclaration::of);
  }

  private static CompileDeclaration of(Closest<Compile> found) {
    return new CompileDeclaration(found.annotation(), found.place());
  }

  /** Compiles the submission, once in a test run. */
  Compilation compile(ExtensionContext context) {
    Path directory = SubmissionDirectory.of(compile.directory(), "@Compile on " + place, context);
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            List.of(compile, directory), key -> compiler().compile(directory), Compilation.class);
  }

  private Compiler compiler() {
    boolean named = Stream.of(compile.command()).anyMatch(word -> word.contains(Compiler.OUTPUT));
    if (!named && compile.output().isEmpty()) {
      throw error(
          "command: no word contains {output}, so nothing says where the program will be. Write it"
              + " behind -o for example, or set output to what the command makes.");
    }
    try {
      Compiler compiler =
          Compiler.of(compile.command()).withSources(compile.sources()).withSandbox(sandbox());
      if (!compile.output().isEmpty()) {
        compiler = compiler.withOutput(compile.output());
      }
      return compile.run().length == 0 ? compiler : compiler.withRun(compile.run());
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage());
    }
  }

  private Sandbox sandbox() {
    Sandbox sandbox = Compiler.sandbox().withReadable(compile.readable());
    if (!compile.cpu().isEmpty()) {
      sandbox = sandbox.withCpu(compile.cpu());
    }
    if (!compile.wall().isEmpty()) {
      sandbox = sandbox.withWall(compile.wall());
    }
    if (!compile.memory().isEmpty()) {
      sandbox = sandbox.withMemory(compile.memory());
    }
    for (String variable : compile.environment()) {
      int equals = variable.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "environment: \"" + variable + "\" is no variable. Expected \"NAME=value\".");
      }
      sandbox =
          sandbox.withEnvironment(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return sandbox;
  }

  ExtensionConfigurationException error(String problem) {
    return new ExtensionConfigurationException("@Compile on " + place + ", " + problem);
  }
}
