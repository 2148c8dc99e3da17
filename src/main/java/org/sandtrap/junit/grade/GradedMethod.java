package org.sandtrap.junit.grade;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

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

  /** What names it among all. */
  String id() {
    return name(type) + "." + method.getName();
  }

  /** The name of a class with those around it. */
  static String name(Class<?> type) {
    return type.getName()
        .substring(type.getPackageName().length())
        .replaceFirst("^\\.", "")
        .replace('$', '.');
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
