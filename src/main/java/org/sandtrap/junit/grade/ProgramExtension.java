package org.sandtrap.junit.grade;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.Sandbox;
import org.sandtrap.grade.compile.Program;
import org.sandtrap.junit.SandtrapConfiguration;
import org.sandtrap.junit.TestSandbox;

/** The extension that gives tests their {@link Program}. */
final class ProgramExtension
    implements ParameterResolver, BeforeAllCallback, TestInstancePostProcessor, BeforeEachCallback {
  /** For JUnit. */
  ProgramExtension() {}

  /** Compiles here, and not where parameters are resolved: errors reach the user as they are. */
  @Override
  public void beforeEach(ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    boolean takesProgram = Stream.of(method.getParameters()).anyMatch(ProgramExtension::isProgram);
    if (takesProgram || AnnotationSupport.isAnnotated(method, Cases.class)) {
      TestSandbox.command(context); // is run on the case, and not before the test
      GradeDeadline.of(context).ifPresent(GradeDeadline::check);
      SubmissionDeclaration.of(context).ifPresent(declaration -> declaration.check(context));
    }
    for (Parameter parameter : method.getParameters()) {
      if (isProgram(parameter)) {
        CompileDeclaration.of(parameter, context)
            .ifPresent(declaration -> declaration.compile(context).product());
      }
    }
  }

  private static boolean isProgram(Parameter parameter) {
    return parameter.getType() == Program.class;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return isProgram(parameter.getParameter());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return program(CompileDeclaration.of(parameter.getParameter(), context), context);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IllegalAccessException {
    setFields(context.getRequiredTestClass(), Optional.empty(), context);
  }

  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context)
      throws IllegalAccessException {
    setFields(instance.getClass(), Optional.of(instance), context);
  }

  private static void setFields(Class<?> type, Optional<Object> instance, ExtensionContext context)
      throws IllegalAccessException {
    for (Field field : AnnotationSupport.findAnnotatedFields(type, Compile.class)) {
      if (Modifier.isStatic(field.getModifiers()) == instance.isEmpty()) {
        CompileDeclaration declaration = CompileDeclaration.of(field);
        if (field.getType() != Program.class || Modifier.isFinal(field.getModifiers())) {
          throw declaration.error("the field must be a Program, and not final, so that it is set.");
        }
        field.setAccessible(true);
        field.set(instance.orElse(null), program(Optional.of(declaration), context));
      }
    }
  }

  /** The program of a test: what is compiled, or else the command of the test. */
  static Program program(Optional<CompileDeclaration> declaration, ExtensionContext context) {
    List<String> command = TestSandbox.command(context);
    Sandbox sandbox = sandbox(context);
    if (declaration.isPresent()) {
      checkConfined(sandbox, context);
      return declaration.get().compile(context).program(sandbox);
    }
    if (command.isEmpty()) {
      throw new ExtensionConfigurationException(
          context.getElement().map(Object::toString).orElse(context.getDisplayName())
              + " takes a Program, but nothing says which. Write @Compile(command = …) on the class"
              + " for a program that is compiled, or @Sandboxed(command = …) for another.");
    }
    return Program.of(sandbox, command);
  }

  /** A submission that is graded with the rights of its grader reads the answers. */
  private static void checkConfined(Sandbox sandbox, ExtensionContext context) {
    boolean graded = context.getConfigurationParameter(SandtrapConfiguration.GRADE).isPresent();
    if (graded && sandbox.isolation().isOpen()) {
      throw new ExtensionConfigurationException(
          context.getRequiredTestClass().getSimpleName()
              + " grades submissions, but nothing keeps them from reading the answers and changing"
              + " the results: they would run with your rights. Write @Untrusted on the class, or"
              + " @Sandboxed(readable = …, network = …).");
    }
  }

  private static Sandbox sandbox(ExtensionContext context) {
    Sandbox sandbox = TestSandbox.of(context);
    return GradeDeadline.of(context).map(deadline -> deadline.cut(sandbox)).orElse(sandbox);
  }
}
