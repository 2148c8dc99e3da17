package org.sandtrap.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.Sandbox;
import org.sandtrap.message.ClassName;

/** Fields that are {@link Sandboxed}: each gets a sandbox with its own settings and the class's. */
final class SandboxFields {
  private SandboxFields() {}

  /**
   * Sets the fields of an instance, or the static fields of a class; answers whether there were
   * any.
   *
   * @throws ExtensionConfigurationException if one can get no sandbox
   */
  static boolean set(Class<?> type, Optional<Object> instance, ExtensionContext context)
      throws IllegalAccessException {
    boolean any = false;
    for (Field field : AnnotationSupport.findAnnotatedFields(type, Sandboxed.class)) {
      if (Modifier.isStatic(field.getModifiers()) == instance.isEmpty()) {
        check(field);
        field.setAccessible(true);
        field.set(
            instance.orElse(null),
            Preparation.of(field, context).withListener(new RunLog.OfCurrentTest()));
        any = true;
      }
    }
    return any;
  }

  private static void check(Field field) {
    String place = "The field " + ClassName.of(field.getDeclaringClass()) + "." + field.getName();
    if (field.getType() != Sandbox.class) {
      throw new ExtensionConfigurationException(
          place
              + " is @Sandboxed and of type "
              + field.getType().getSimpleName()
              + ", but fields are set before a test begins, when there is no run. Make it a Sandbox,"
              + " or take a Run, Verdict or Usage as a parameter of the test method.");
    }
    if (Modifier.isFinal(field.getModifiers())) {
      throw new ExtensionConfigurationException(
          place + " is @Sandboxed and final, so that it cannot be set. Leave out \"final\".");
    }
  }
}
