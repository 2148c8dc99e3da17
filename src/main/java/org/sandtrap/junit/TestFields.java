package org.sandtrap.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** The values of the fields of a test and of the tests around it, the innermost first. */
final class TestFields {
  private TestFields() {}

  /** The values of annotated fields that have been set; before there are instances, static ones. */
  static <T> Stream<T> values(
      ExtensionContext context, Class<? extends Annotation> annotation, Class<T> type) {
    return holders(context).entrySet().stream()
        .flatMap(
            holder ->
                AnnotationSupport.findAnnotatedFields(holder.getKey(), annotation).stream()
                    .flatMap(field -> value(field, holder.getValue()).stream()))
        .filter(type::isInstance)
        .map(type::cast);
  }

  /** Whether a field has this annotation, be it set or not. */
  static boolean anyIs(ExtensionContext context, Class<? extends Annotation> annotation) {
    return holders(context).keySet().stream()
        .anyMatch(type -> !AnnotationSupport.findAnnotatedFields(type, annotation).isEmpty());
  }

  private static Optional<Object> value(Field field, Optional<Object> instance) {
    boolean readable = instance.isPresent() || Modifier.isStatic(field.getModifiers());
    return readable
        ? ReflectionSupport.tryToReadFieldValue(field, instance.orElse(null)).toOptional()
        : Optional.empty();
  }

  private static Map<Class<?>, Optional<Object>> holders(ExtensionContext context) {
    Map<Class<?>, Optional<Object>> holders = new LinkedHashMap<>();
    List<Object> instances = new ArrayList<>();
    context.getTestInstances().ifPresent(all -> instances.addAll(all.getAllInstances()));
    Collections.reverse(instances);
    instances.forEach(instance -> holders.put(instance.getClass(), Optional.of(instance)));
    context.getTestClass().ifPresent(type -> holders.putIfAbsent(type, Optional.empty()));
    List<Class<?>> enclosing = new ArrayList<>(context.getEnclosingTestClasses());
    Collections.reverse(enclosing);
    enclosing.forEach(type -> holders.putIfAbsent(type, Optional.empty()));
    return holders;
  }
}
