package org.sandtrap.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sandtrap.Sandbox;

/**
 * The environment that annotations give, {@code NAME=value} to set a variable and {@code NAME} to
 * pass one on. They add up; the closest wins for each name, and within one annotation the last.
 */
final class Variables {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Variables() {}

  static Sandbox apply(List<Declaration> declarations, Placeholders placeholders, Sandbox sandbox) {
    Sandbox result = sandbox;
    Map<String, Entry> entries = closest(declarations);
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      result = entry.getValue().apply(entry.getKey(), placeholders, result);
    }
    return result;
  }

  private static Map<String, Entry> closest(List<Declaration> declarations) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (int i = declarations.size() - 1; i >= 0; i--) {
      Declaration declaration = declarations.get(i);
      for (String text : declaration.sandboxed().environment()) {
        entries.put(name(text, declaration), new Entry(text, declaration));
      }
    }
    return entries;
  }

  private static String name(String text, Declaration declaration) {
    int end = text.indexOf('=');
    String name = end < 0 ? text : text.substring(0, end);
    if (name.isEmpty() || (end < 0 && !NAME.matcher(name).matches())) {
      throw declaration.error(
          "environment: '"
              + text
              + "' does not name a variable"
              + (text.indexOf('{') < 0 ? "" : ", and names have no placeholders")
              + ". Write \"NAME=value\" to set one, for example"
              + " \"LANG=de_DE.UTF-8\", or \"NAME\" to pass on that of the JVM, for example"
              + " \"HOME\".");
    }
    return name;
  }

  /** An element of the attribute, and the annotation that it is from. */
  private record Entry(String text, Declaration declaration) {
    Sandbox apply(String name, Placeholders placeholders, Sandbox sandbox) {
      try {
        return text.equals(name) ? sandbox.withInherited(name) : set(name, placeholders, sandbox);
      } catch (IllegalArgumentException e) {
        throw declaration.error(e.getMessage());
      }
    }

    private Sandbox set(String name, Placeholders placeholders, Sandbox sandbox) {
      FilledAttributes given = new FilledAttributes(declaration, placeholders);
      String value = given.filled("environment", text.substring(name.length() + 1));
      return sandbox.withEnvironment(name, value);
    }
  }
}
