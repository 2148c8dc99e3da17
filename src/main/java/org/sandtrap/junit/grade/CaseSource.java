package org.sandtrap.junit.grade;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.sandtrap.grade.cases.Case;
import org.sandtrap.grade.cases.CaseDirectory;
import org.sandtrap.grade.cases.CaseException;
import org.sandtrap.grade.cases.CaseGroup;

/**
 * The source of the cases of a test method.
 *
 * @param cases the annotation
 * @param method what it is on
 */
record CaseSource(Cases cases, Method method) {
  /** The cases, which are the same each time. */
  CaseGroup read() {
    if (cases.value().isEmpty() == cases.generator().isEmpty()) {
      throw error(
          "expected either a directory, @Cases(\"cases\"), or @Cases(generator = \"method\").");
    }
    try {
      return cases.value().isEmpty()
          ? CaseGroup.of(generated())
          : CaseDirectory.read(Path.of(cases.value()));
    } catch (CaseException e) {
      throw new ExtensionConfigurationException(place() + e.getMessage(), e);
    }
  }

  private List<Case> generated() {
    Class<?> type = method.getDeclaringClass();
    Method generator =
        ReflectionSupport.findMethod(type, cases.generator())
            .filter(ModifierSupport::isStatic)
            .orElseThrow(
                () ->
                    error(
                        "generator: "
                            + type.getSimpleName()
                            + " has no static method "
                            + cases.generator()
                            + "() without parameters."));
    List<Case> made = list(ReflectionSupport.invokeMethod(generator, null));
    Set<String> names = new HashSet<>();
    for (Case one : made) {
      if (!names.add(one.name())) {
        throw error("generator: two cases are named " + one.name() + ".");
      }
    }
    if (made.isEmpty()) {
      throw error("generator: " + cases.generator() + "() made no case.");
    }
    return made;
  }

  private List<Case> list(Object made) {
    List<?> all;
    if (made instanceof Stream<?> stream) {
      all = stream.toList();
    } else if (made instanceof Collection<?> collection) {
      all = List.copyOf(collection);
    } else {
      throw error(
          "generator: " + cases.generator() + "() returns no Stream<Case> or Collection<Case>.");
    }
    if (!all.stream().allMatch(Case.class::isInstance)) {
      throw error("generator: " + cases.generator() + "() made something that is no Case.");
    }
    return all.stream().map(Case.class::cast).toList();
  }

  private ExtensionConfigurationException error(String problem) {
    return new ExtensionConfigurationException(place() + problem);
  }

  private String place() {
    return "@Cases on "
        + method.getDeclaringClass().getSimpleName()
        + "."
        + method.getName()
        + "(), ";
  }
}
