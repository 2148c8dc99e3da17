package org.sandtrap.junit.grade;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.Sandbox;
import org.sandtrap.grade.compile.Compilation;
import org.sandtrap.grade.compile.Compiler;
import org.sandtrap.junit.SandtrapConfiguration;

/**
 * A {@code @Compile} and where it was found.
 *
 * @param compile the annotation
 * @param place where it was found, for messages
 */
record CompileDeclaration(Compile compile, String place) {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(CompileDeclaration.class);
  private static final String DIRECTORY = "submission";

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
    List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
    context.getTestClass().ifPresent(classes::add);
    Collections.reverse(classes);
    Stream<Optional<CompileDeclaration>> method =
        context.getTestMethod().stream().map(one -> on(one, one.getName() + "()"));
    return Stream.concat(method, classes.stream().map(type -> on(type, type.getSimpleName())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<CompileDeclaration> on(AnnotatedElement element, String place) {
    return AnnotationSupport.findAnnotation(element, Compile.class)
        .map(compile -> new CompileDeclaration(compile, place));
  }

  /** Compiles the submission, once in a test run. */
  Compilation compile(ExtensionContext context) {
    Path directory = directory(context);
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            List.of(compile, directory), key -> compiler().compile(directory), Compilation.class);
  }

  private Path directory(ExtensionContext context) {
    String given =
        compile.directory().isEmpty()
            ? context.getConfigurationParameter(SandtrapConfiguration.SUBMISSION).orElse(DIRECTORY)
            : compile.directory();
    Path directory = Path.of(given).toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw error(
          "directory: "
              + directory
              + " is no directory. Expected the submission there; set directory, or the"
              + " configuration parameter "
              + SandtrapConfiguration.SUBMISSION
              + ", for example -Dsandtrap.submission=submissions/anna.");
    }
    return directory;
  }

  private Compiler compiler() {
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
