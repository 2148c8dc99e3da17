package org.sandtrap.code;

import java.util.regex.Pattern;

/**
 * A name of a function, as symbol tables have it, and what people call that function: in C++ and
 * Rust without parameters, template arguments and return type; in C without what the compiler has
 * added to a copy that it made.
 *
 * @param symbol the name, demangled
 */
record FunctionName(String symbol) {
  private static final Pattern COPY =
      Pattern.compile("( \\[clone [^]]*\\]|\\.(constprop|isra|part|cold|lto_priv)(\\.\\d+)?)+$");

  private static final String OPERATOR = "operator";
  private static final String SIGNS = "<>=!+-*/%&|^~[],";
  private static final String ANONYMOUS = "(anonymous namespace)";

  /** Whether this name means it. */
  boolean isCalled(String name) {
    String own = COPY.matcher(symbol).replaceFirst("");
    String withoutParameters = withoutParameters(own);
    return symbol.equals(name)
        || own.equals(name)
        || withoutParameters.equals(name)
        || withoutTemplates(withoutParameters).equals(name);
  }

  /** Without the parameters: what stands in the first parentheses outside of angle brackets. */
  private static String withoutParameters(String name) {
    int depth = 0;
    int from = behindOperator(name);
    for (int i = from; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter == '<') {
        depth++;
      } else if (letter == '>') {
        depth--;
      } else if (letter == '(' && depth == 0 && !name.startsWith(ANONYMOUS, i)) {
        return name.substring(0, i);
      }
    }
    return name;
  }

  /**
   * Where the signs of an operator end, which may be brackets and parentheses; else the beginning.
   */
  private static int behindOperator(String name) {
    int operator = name.lastIndexOf(OPERATOR);
    if (operator < 0) {
      return 0;
    }
    int at = operator + OPERATOR.length();
    if (name.startsWith("()", at)) {
      return at + 2;
    }
    while (at < name.length() && SIGNS.indexOf(name.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Without template arguments, and without the return type that only templates have. */
  private static String withoutTemplates(String name) {
    if (name.indexOf('<') < 0 || name.contains(OPERATOR)) {
      return name;
    }
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    for (char letter : name.toCharArray()) {
      depth += letter == '<' ? 1 : 0;
      if (depth == 0) {
        plain.append(letter);
      }
      depth -= letter == '>' ? 1 : 0;
    }
    String text = plain.toString();
    String checked = text.replace(ANONYMOUS, ANONYMOUS.replace(' ', '_'));
    return text.substring(checked.lastIndexOf(' ') + 1);
  }
}
