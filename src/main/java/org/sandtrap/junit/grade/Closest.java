package org.sandtrap.junit.grade;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The closest annotation of its type: on the method of a test, its class, a class around it.
 *
 * @param annotation the annotation
 * @param place what it is on, for messages
 */
record Closest<A extends Annotation>(A annotation, String place) {
  static <A extends Annotation> Optional<Closest<A>> of(ExtensionContext context, Class<A> type) {
    List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
    context.getTestClass().ifPresent(classes::add);
    Collections.reverse(classes);
    return Stream.concat(
            context.getTestMethod().map(one -> on(one, one.getName() + "()", type)).stream(),
            classes.stream().map(one -> on(one, one.getSimpleName(), type)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** An annotation of this element itself. */
  static <A extends Annotation> Optional<Closest<A>> on(
      AnnotatedElement element, String place, Class<A> type) {
    return AnnotationSupport.findAnnotation(element, type)
        .map(annotation -> new Closest<>(annotation, place));
  }
}
