package org.sandtrap.junit.grade;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.grade.cases.Case;
import org.sandtrap.grade.cases.CaseGroup;
import org.sandtrap.grade.compile.Program;

/** The extension that invokes a test for each of its cases. */
final class CasesExtension implements TestTemplateInvocationContextProvider {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(CasesExtension.class);

  /** For JUnit. */
  CasesExtension() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), Cases.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    Cases cases = AnnotationSupport.findAnnotation(method, Cases.class).orElseThrow();
    CheckerSource checkers = CheckerSource.of(context);
    return read(new CaseSource(cases, method), context).all().map(checkers::bind).map(OneCase::new);
  }

  /** The cases of a method are read once in a test run, and not for each submission of a cohort. */
  private static CaseGroup read(CaseSource source, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(source, CaseSource::read, CaseGroup.class);
  }

  /** An invocation of the test. */
  private record OneCase(Case given) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return given.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new Given(given));
    }
  }

  /** The case of an invocation, given to the test, or checked where the test does not take it. */
  private record Given(Case given) implements ParameterResolver, BeforeTestExecutionCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Case.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return given;
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
      Class<?>[] taken = context.getRequiredTestMethod().getParameterTypes();
      if (!Arrays.asList(taken).contains(Case.class)) {
        Program program = ProgramExtension.program(CompileDeclaration.of(context), context);
        given.check(program);
      }
    }
  }
}
