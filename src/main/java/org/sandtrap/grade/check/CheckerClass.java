package org.sandtrap.grade.check;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;

/** Checkers of a teacher's own classes. */
final class CheckerClass {
  private static final String EXPECTED =
      " Expected a public class with a public constructor without parameters that implements "
          + Checker.class.getName()
          + ".";

  private CheckerClass() {}

  static Checker named(String name, List<String> words) {
    if (!words.isEmpty()) {
      throw new IllegalArgumentException(
          name
              + ": a class takes no options, but there is "
              + VisibleBytes.quoted(words.get(0), 60)
              + ". Leave it out; what differs from case to case are arguments of the request.");
    }
    try {
      return made(Class.forName(name, true, loader()).asSubclass(Checker.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "The class of the checker "
              + VisibleBytes.quoted(name, 200)
              + " was not found on the class path."
              + EXPECTED
              + " A nested class is named with a $.",
          e);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(name + " is no checker." + EXPECTED, e);
    }
  }

  /** That of the tests, where a build tool has one for them. */
  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Checker.class.getClassLoader() : context;
  }

  static Checker made(Class<? extends Checker> type) {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new IllegalArgumentException(type.getName() + " is not public." + EXPECTED);
    }
    try {
      return type.getConstructor().newInstance();
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          "No object of " + type.getName() + " can be made." + EXPECTED, e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "The constructor of " + type.getName() + " failed: " + e.getCause(), e.getCause());
    }
  }
}
