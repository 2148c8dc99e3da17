package org.sandtrap.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterInfo;
import org.junit.jupiter.params.support.ParameterDeclaration;

/**
 * The arguments of a parameterized test and of the parameterized classes that it is in.
 *
 * @param values the arguments of the closest, in their order
 * @param named all arguments by the names of their parameters, a closer one before one further away
 * @param nameless whether the class files lack the name of some
 */
record ParameterizedArguments(List<Object> values, Map<String, Object> named, boolean nameless) {
  static ParameterizedArguments of(ExtensionContext context) {
    List<ParameterInfo> all = closestFirst(context);
    Map<String, Object> named = new HashMap<>();
    for (ParameterInfo info : all) {
      List<Object> values = values(info);
      for (ParameterDeclaration declaration : info.getDeclarations().getAll()) {
        boolean given = declaration.getParameterIndex() < values.size();
        declaration
            .getParameterName()
            .filter(name -> given && !named.containsKey(name))
            .ifPresent(name -> named.put(name, values.get(declaration.getParameterIndex())));
      }
    }
    boolean nameless =
        all.stream()
            .flatMap(info -> info.getDeclarations().getAll().stream())
            .anyMatch(declaration -> declaration.getParameterName().isEmpty());
    return new ParameterizedArguments(
        all.isEmpty() ? List.of() : values(all.get(0)), named, nameless);
  }

  private static List<Object> values(ParameterInfo info) {
    return Arrays.asList(info.getArguments().toArray());
  }

  private static List<ParameterInfo> closestFirst(ExtensionContext context) {
    List<ParameterInfo> all = new ArrayList<>();
    Optional<ExtensionContext> next = Optional.of(context);
    while (next.isPresent()) {
      ParameterInfo info = ParameterInfo.get(next.get());
      if (info != null && !all.contains(info)) {
        all.add(info);
      }
      next = next.get().getParent();
    }
    return all;
  }
}
