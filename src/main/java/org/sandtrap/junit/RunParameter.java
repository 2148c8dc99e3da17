package org.sandtrap.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Usage;
import org.sandtrap.trace.Trace;

/** A parameter that needs a run, and what is said where there is none. */
final class RunParameter {
  private RunParameter() {}

  /** Whether a parameter is one. */
  static boolean isOne(Parameter parameter) {
    Class<?> type = parameter.getType();
    return type == Run.class
        || type == RunningProgram.class
        || type == Verdict.class
        || type == Usage.class
        || type == Trace.class
        || AnnotationSupport.isAnnotated(parameter, Stdout.class)
        || AnnotationSupport.isAnnotated(parameter, Stderr.class);
  }

  static Object resolve(
      Optional<TestRun> made, ParameterContext parameter, ExtensionContext context) {
    boolean output = parameter.isAnnotated(Stdout.class);
    if (output || parameter.isAnnotated(Stderr.class)) {
      OutputType type = OutputType.of(parameter.getParameter(), text(parameter));
      requireOneOutput(parameter);
      Run run = run(made, parameter, context);
      requireCaptured(parameter, output ? run.stdoutPlace() : run.stderrPlace(), output);
      return type.of(output ? run.stdout() : run.stderr());
    }
    Class<?> type = parameter.getParameter().getType();
    if (type == RunningProgram.class) {
      return program(made, parameter, context);
    }
    Run run = run(made, parameter, context);
    if (type == Usage.class) {
      return run.usage();
    }
    if (type == Trace.class) {
      return result(run::trace, "a trace, but there is none", parameter);
    }
    return type == Run.class ? run : run.verdict();
  }

  private static void requireOneOutput(ParameterContext parameter) {
    if (parameter.isAnnotated(Stdout.class) && parameter.isAnnotated(Stderr.class)) {
      throw new ParameterResolutionException(
          text(parameter) + " is @Stdout and @Stderr. Leave one of them, or take two parameters.");
    }
  }

  /** What went elsewhere is empty here, which must not be taken for what the program wrote. */
  private static void requireCaptured(
      ParameterContext parameter, Optional<String> elsewhere, boolean output) {
    elsewhere.ifPresent(
        place -> {
          throw new ParameterResolutionException(
              text(parameter)
                  + " needs standard "
                  + (output ? "output" : "error")
                  + ", but that went to "
                  + place
                  + ". Leave out "
                  + (output ? "stdout and stdoutFile" : "stderr and stderrFile")
                  + ", so that it is captured, or the parameter.");
        });
  }

  private static Run run(
      Optional<TestRun> made, ParameterContext parameter, ExtensionContext context) {
    TestRun run = begun(made, parameter, context);
    if (run.isStarted()) {
      throw new ParameterResolutionException(
          text(parameter)
              + " needs a run that has ended, but a RunningProgram was taken of it. Wait for its"
              + " end where it is needed: Run run = program.await().");
    }
    return result(run::get, "a run, but it could not be made", parameter);
  }

  private static RunningProgram program(
      Optional<TestRun> made, ParameterContext parameter, ExtensionContext context) {
    TestRun run = begun(made, parameter, context);
    if (run.isMade() && !run.isStarted()) {
      throw new ParameterResolutionException(
          text(parameter)
              + " needs a program that goes on, but what it did was taken before, so that it has"
              + " ended. Take the RunningProgram alone, and its run where it ends: Run run ="
              + " program.await().");
    }
    return result(run::program, "a program, but it could not be started", parameter);
  }

  private static TestRun begun(
      Optional<TestRun> made, ParameterContext parameter, ExtensionContext context) {
    TestRun run = made.orElseThrow(() -> tooEarly(parameter));
    if (!run.preparation().hasCommand()) {
      throw withoutCommand(parameter);
    }
    if (!run.isMade() && context.getExecutionException().isPresent()) {
      throw new ParameterResolutionException(
          text(parameter) + " has no run, because the test failed before it was made.");
    }
    return run;
  }

  private static <T> T result(Callable<T> made, String what, ParameterContext parameter) {
    try {
      return made.call();
    } catch (Exception e) {
      throw new ParameterResolutionException(
          text(parameter) + " needs " + what + ": " + e.getMessage(), e);
    }
  }

  private static ParameterResolutionException tooEarly(ParameterContext parameter) {
    return new ParameterResolutionException(
        text(parameter)
            + " needs a run, and there is none here: one is made for each test. Take it in the test"
            + " method, or in a @BeforeEach or @AfterEach method; or take a Sandbox here and write "
            + alternative(parameter)
            + ".");
  }

  private static ParameterResolutionException withoutCommand(ParameterContext parameter) {
    return new ParameterResolutionException(
        text(parameter)
            + " needs a run, but no annotation of the test gives a command. Write for example"
            + " @Sandboxed(command = \"target/hello\"); or take a Sandbox and write "
            + alternative(parameter)
            + ".");
  }

  private static String alternative(ParameterContext parameter) {
    return parameter.getParameter().getType() == RunningProgram.class
        ? "RunningProgram program = sandbox.start(\"target/server\")"
        : "Run run = sandbox.run(\"target/hello\")";
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
