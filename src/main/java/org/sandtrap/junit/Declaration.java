package org.sandtrap.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One {@code @Sandboxed} and where it was found.
 *
 * @param sandboxed the annotation
 * @param place where it was found, for messages: {@code SortTest.sorts()}
 * @param onMethod whether it holds for a single test method
 */
record Declaration(Sandboxed sandboxed, String place, boolean onMethod) {
  /** All that hold for a test or class, the closest first. */
  static List<Declaration> of(ExtensionContext context) {
    List<Declaration> found = new ArrayList<>();
    context
        .getTestMethod()
        .ifPresent(
            method -> {
              String place = name(method.getDeclaringClass()) + "." + method.getName() + "()";
              collect(method, place, true, found);
            });
    for (Class<?> type : classes(context)) {
      collect(type, name(type), false, found);
    }
    return found;
  }

  /** An error about a value in this annotation; the problem starts with the attribute's name. */
  ExtensionConfigurationException error(String problem) {
    return new ExtensionConfigurationException("@Sandboxed on " + place + ", " + problem);
  }

  /** The test class, its superclasses and interfaces, then the same of the enclosing ones. */
  private static Set<Class<?>> classes(ExtensionContext context) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    context.getTestClass().ifPresent(type -> addWithSupertypes(type, classes));
    List<Class<?>> enclosing = context.getEnclosingTestClasses();
    for (int i = enclosing.size() - 1; i >= 0; i--) {
      addWithSupertypes(enclosing.get(i), classes);
    }
    return classes;
  }

  private static void addWithSupertypes(Class<?> type, Set<Class<?>> classes) {
    classes.add(type);
    if (type.getSuperclass() != null) {
      addWithSupertypes(type.getSuperclass(), classes);
    }
    for (Class<?> implemented : type.getInterfaces()) {
      addWithSupertypes(implemented, classes);
    }
  }

  /** The annotation itself first, then those that other annotations carry, level by level. */
  private static void collect(
      AnnotatedElement element, String place, boolean onMethod, List<Declaration> found) {
    Set<Class<?>> seen = new HashSet<>();
    List<Carried> level = Carried.by(element, place);
    while (!level.isEmpty()) {
      List<Carried> next = new ArrayList<>();
      for (Carried carried : level) {
        Class<?> type = carried.annotation().annotationType();
        if (carried.annotation() instanceof Sandboxed sandboxed) {
          found.add(new Declaration(sandboxed, carried.place(), onMethod));
        } else if (seen.add(type)) {
          next.addAll(Carried.by(type, "@" + name(type) + " on " + carried.place()));
        }
      }
      level = next;
    }
  }

  private static String name(Class<?> type) {
    return type.getName()
        .substring(type.getPackageName().length())
        .replaceFirst("^\\.", "")
        .replace('$', '.');
  }

  /** An annotation and what carries it. */
  private record Carried(Annotation annotation, String place) {
    static List<Carried> by(AnnotatedElement element, String place) {
      return Arrays.stream(element.getDeclaredAnnotations())
          .map(annotation -> new Carried(annotation, place))
          .toList();
    }
  }
}
