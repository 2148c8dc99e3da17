package org.sandtrap.junit.grade;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.sandtrap.message.ClassName;

/**
 * A test method and the class that it is run in, which may have inherited it.
 *
 * @param type the class
 * @param method the method
 */
record GradedMethod(Class<?> type, Method method) {
  /** The method of a test, or of a container of its invocations. */
  static Optional<GradedMethod> of(TestIdentifier identifier) {
    return identifier
        .getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(source -> new GradedMethod(source.getJavaClass(), source.getJavaMethod()));
  }

  /** The tests of a class and of those nested in it, as JUnit will find them. */
  static List<GradedMethod> in(Class<?> type) {
    Stream<GradedMethod> own =
        ReflectionSupport.findMethods(
                type,
                method -> AnnotationSupport.isAnnotated(method, Testable.class),
                HierarchyTraversalMode.TOP_DOWN)
            .stream()
            .map(method -> new GradedMethod(type, method));
    Stream<GradedMethod> nested =
        ReflectionSupport.findNestedClasses(type, GradedMethod::isTestClass).stream()
            .flatMap(inner -> in(inner).stream());
    return Stream.concat(own, nested).toList();
  }

  /** What names it among all. */
  String id() {
    return ClassName.of(type) + "." + method.getName();
  }

  /** The outermost class, which is the assignment. */
  Class<?> outermost() {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null && isTestClass(outer)) {
      outer = outer.getEnclosingClass();
    }
    return outer;
  }

  private static boolean isTestClass(Class<?> type) {
    return AnnotationSupport.isAnnotated(type, org.junit.jupiter.api.Nested.class);
  }

  /** An annotation of the method. */
  <A extends Annotation> Optional<A> own(Class<A> annotation) {
    return AnnotationSupport.findAnnotation(method, annotation);
  }

  /** An annotation of the method, its class, or the outermost one. */
  <A extends Annotation> Optional<A> closest(Class<A> annotation) {
    return own(annotation)
        .or(() -> AnnotationSupport.findAnnotation(type, annotation))
        .or(() -> AnnotationSupport.findAnnotation(outermost(), annotation));
  }
}
