package org.sandtrap.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.message.ClassName;

/**
 * A {@code @Sandboxed} and where it was found.
 *
 * @param sandboxed the annotation
 * @param place where it was found, for messages: {@code SortTest.sorts()}
 * @param element what it is on, itself or by another annotation
 */
record Declaration(Sandboxed sandboxed, String place, AnnotatedElement element) {
  /** All that hold for a test or class, the closest first. */
  static List<Declaration> of(ExtensionContext context) {
    List<Declaration> found = new ArrayList<>();
    context.getTestMethod().ifPresent(method -> collect(method, place(method) + "()", found));
    classes(context).forEach(type -> collect(type, ClassName.of(type), found));
    return inherited(found);
  }

  /** All that hold for a field of a class. */
  static List<Declaration> of(Field field, ExtensionContext context) {
    List<Declaration> found = new ArrayList<>();
    collect(field, place(field), found);
    classes(context).forEach(type -> collect(type, ClassName.of(type), found));
    return inherited(found);
  }

  /** Without what is further away than an element that inherits nothing. */
  private static List<Declaration> inherited(List<Declaration> found) {
    for (int end = 1; end < found.size(); end++) {
      AnnotatedElement element = found.get(end - 1).element();
      if (!element.equals(found.get(end).element()) && stands(found, element)) {
        return found.subList(0, end);
      }
    }
    return found;
  }

  private static boolean stands(List<Declaration> found, AnnotatedElement alone) {
    return found.stream()
        .anyMatch(one -> one.element().equals(alone) && !one.sandboxed().inherit());
  }

  /** Whether it holds for a single test method. */
  boolean onMethod() {
    return element instanceof Method;
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
  private static void collect(AnnotatedElement element, String place, List<Declaration> found) {
    Set<Class<?>> seen = new HashSet<>();
    List<Carried> level = Carried.by(element, place);
    while (!level.isEmpty()) {
      List<Carried> next = new ArrayList<>();
      for (Carried carried : level) {
        Class<?> type = carried.annotation().annotationType();
        if (carried.annotation() instanceof Sandboxed sandboxed) {
          found.add(new Declaration(sandboxed, carried.place(), element));
        } else if (seen.add(type)) {
          next.addAll(Carried.by(type, "@" + ClassName.of(type) + " on " + carried.place()));
        }
      }
      level = next;
    }
  }

  private static String place(Member member) {
    return ClassName.of(member.getDeclaringClass()) + "." + member.getName();
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
