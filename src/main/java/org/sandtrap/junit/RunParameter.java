package org.sandtrap.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Usage;

/** A parameter that needs a run, and what is said where there is none. */
final class RunParameter {
  private RunParameter() {}

  /** Whether a parameter is one. */
  static boolean isOne(Parameter parameter) {
    Class<?> type = parameter.getType();
    return type == Run.class
        || type == Verdict.class
        || type == Usage.class
        || AnnotationSupport.isAnnotated(parameter, Stdout.class)
        || AnnotationSupport.isAnnotated(parameter, Stderr.class);
  }

  static Object resolve(
      Optional<TestRun> made, ParameterContext parameter, ExtensionContext context) {
    boolean output = parameter.isAnnotated(Stdout.class);
    if (output || parameter.isAnnotated(Stderr.class)) {
      OutputType type = OutputType.of(parameter.getParameter(), text(parameter));
      Run run = run(made, parameter, context);
      return type.of(output ? run.stdout() : run.stderr());
    }
    Run run = run(made, parameter, context);
    Class<?> type = parameter.getParameter().getType();
    if (type == Usage.class) {
      return run.usage();
    }
    return type == Run.class ? run : run.verdict();
  }

  private static Run run(
      Optional<TestRun> made, ParameterContext parameter, ExtensionContext context) {
    TestRun run = made.orElseThrow(() -> tooEarly(parameter));
    if (!run.preparation().hasCommand()) {
      throw withoutCommand(parameter);
    }
    if (!run.isMade() && context.getExecutionException().isPresent()) {
      throw new ParameterResolutionException(
          text(parameter) + " has no run, because the test failed before it was made.");
    }
    return result(run, parameter);
  }

  private static Run result(TestRun run, ParameterContext parameter) {
    try {
      return run.get();
    } catch (Exception e) {
      throw new ParameterResolutionException(
          text(parameter) + " needs a run, but it could not be made: " + e.getMessage(), e);
    }
  }

  private static ParameterResolutionException tooEarly(ParameterContext parameter) {
    return new ParameterResolutionException(
        text(parameter)
            + " needs a run, and there is none here: one is made for each test. Take it in the test"
            + " method, or in a @BeforeEach or @AfterEach method; or take a Sandbox here and write"
            + " Run run = sandbox.run(\"target/hello\").");
  }

  private static ParameterResolutionException withoutCommand(ParameterContext parameter) {
    return new ParameterResolutionException(
        text(parameter)
            + " needs a run, but no annotation of the test gives a command. Write for example"
            + " @Sandboxed(command = \"target/hello\"); or take a Sandbox and write Run run ="
            + " sandbox.run(\"target/hello\").");
  }

  private static String text(ParameterContext parameter) {
    Executable owner = parameter.getDeclaringExecutable();
    String type = owner.getDeclaringClass().getSimpleName();
    String name =
        owner instanceof Constructor ? type + "(…)" : type + "." + owner.getName() + "(…)";
    return "The parameter of type "
        + parameter.getParameter().getType().getSimpleName()
        + " of "
        + name;
  }
}
