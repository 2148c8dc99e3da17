package org.sandtrap.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.sandtrap.Sandbox;
import org.sandtrap.module.PolicyModule;

/** The classes of modules that an annotation names, of which each run gets new objects. */
final class ModuleClasses {
  private ModuleClasses() {}

  /**
   * A sandbox with modules of these classes, and no others.
   *
   * @throws IllegalArgumentException if no object of one can be made
   */
  static Sandbox applied(Sandbox sandbox, Class<? extends PolicyModule>[] types) {
    Sandbox applied = sandbox.withoutModules();
    for (Class<? extends PolicyModule> type : types) {
      Constructor<? extends PolicyModule> constructor = constructor(type);
      applied = applied.withModule(() -> made(constructor));
    }
    return applied;
  }

  private static Constructor<? extends PolicyModule> constructor(
      Class<? extends PolicyModule> type) {
    boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers()) || inner) {
      throw unusable(
          type,
          inner
              ? "it belongs to an object of the class around it; make it static"
              : "it is abstract");
    }
    try {
      Constructor<? extends PolicyModule> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw unusable(type, "it has no constructor without parameters");
    }
  }

  private static IllegalArgumentException unusable(Class<?> type, String why) {
    return new IllegalArgumentException(
        "module: no object of "
            + type.getName()
            + " can be made: "
            + why
            + ". Or take a Sandbox in the test, and write sandbox.withModule(…).run(…).");
  }

  private static PolicyModule made(Constructor<? extends PolicyModule> constructor) {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "module: the constructor of "
              + constructor.getDeclaringClass().getName()
              + " failed: "
              + e.getCause(),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "module: no object of " + constructor.getDeclaringClass().getName() + " can be made", e);
    }
  }
}
