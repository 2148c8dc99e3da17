package org.sandtrap.junit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in braces that stand for what only an invocation of a test knows, see {@link Sandboxed}.
 * Braces that hold anything else stay as they are, as shells and regular expressions have many.
 */
final class Placeholders {
  private static final String NAME =
      "(?:\\d{1,9}|\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)";
  private static final Pattern FORM =
      Pattern.compile("\\$\\{[^{}]*}|\\{\\{(" + NAME + ")}}|\\{(" + NAME + ")}");

  /** More of them is what regular expressions write behind something. */
  private static final String FIRST = "0";

  /** What our directories are called elsewhere. */
  private static final Map<String, Pattern> DIRECTORIES =
      Map.of(
          "tempDir",
          Pattern.compile("(?i)te?mp(orary)?_?(dir(ectory)?|folder|path)"),
          "projectDir",
          Pattern.compile("(?i)(project|base|root|work(ing)?)_?(dir(ectory)?|folder|path)"));

  private final List<Object> arguments;
  private final boolean nameless;
  private final Map<String, Supplier<Object>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> spellings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * The placeholders of one invocation.
   *
   * @param arguments what stands for numbers; empty if the test is not parameterized
   * @param names what stands for names, looked up when one is used
   * @param nameless whether there are arguments whose names are not known
   */
  Placeholders(List<Object> arguments, Map<String, Supplier<Object>> names, boolean nameless) {
    this.arguments = arguments;
    this.nameless = nameless;
    names.forEach(
        (name, value) -> {
          named.put(name, value);
          spellings.put(name, name);
        });
  }

  /**
   * A text with every placeholder filled in.
   *
   * @throws IllegalArgumentException if one means nothing here
   */
  String fill(String text) {
    return fill(text, value -> value);
  }

  /** The same where what is filled in has to be written in some way. */
  String fill(String text, UnaryOperator<String> written) {
    return text.indexOf('{') < 0
        ? text
        : FORM.matcher(text).replaceAll(found -> Matcher.quoteReplacement(filled(found, written)));
  }

  private String filled(MatchResult found, UnaryOperator<String> written) {
    String escaped = found.group(1);
    if (escaped != null) {
      return isKnown(escaped) ? "{" + escaped + "}" : found.group();
    }
    return found.group(2) == null
        ? found.group()
        : value(found.group(2)).map(written).orElse(found.group());
  }

  private boolean isKnown(String name) {
    return isNumber(name)
        ? !arguments.isEmpty() || name.equals(FIRST)
        : nameless || name.equals(spellings.get(name)) || meant(name).isPresent();
  }

  private static boolean isNumber(String name) {
    return Character.isDigit(name.charAt(0));
  }

  private Optional<String> value(String name) {
    if (arguments.isEmpty() && name.equals(FIRST)) {
      throw new IllegalArgumentException(
          "{0} is the first argument of a parameterized test, and this test has none. Make it a"
              + " @ParameterizedTest"
              + literally(name));
    }
    if (isNumber(name)) {
      return arguments.isEmpty() ? Optional.empty() : Optional.of(argument(name));
    }
    String spelling = spellings.get(name);
    if (spelling == null && nameless) {
      throw new IllegalArgumentException(
          braced(name)
              + " is no placeholder: the names of this test's parameters are not known. Write {0}"
              + " and so on, or compile with -parameters"
              + literally(name));
    }
    if (spelling == null) {
      meant(name)
          .ifPresent(
              known -> {
                throw no(name, known);
              });
      return Optional.empty();
    }
    if (!spelling.equals(name)) {
      throw no(name, spelling);
    }
    return Optional.of(text(name, named.get(name).get()));
  }

  /** The placeholder of ours that is meant by a name, if one is. */
  private static Optional<String> meant(String name) {
    return DIRECTORIES.entrySet().stream()
        .filter(known -> known.getValue().matcher(name).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static IllegalArgumentException no(String name, String meant) {
    return new IllegalArgumentException(
        braced(name) + " is no placeholder, but " + braced(meant) + " is" + literally(name));
  }

  private String argument(String number) {
    int index = Integer.parseInt(number);
    if (index >= arguments.size()) {
      throw new IllegalArgumentException(
          braced(number)
              + " is none of the arguments of this test, which are {0}"
              + (arguments.size() == 1 ? "" : " to {" + (arguments.size() - 1) + "}")
              + literally(number));
    }
    return text(number, arguments.get(index));
  }

  private static String literally(String name) {
    return ". For this text itself write {" + braced(name) + "}.";
  }

  private static String text(String name, Object value) {
    if (value == null || value.getClass().isArray()) {
      throw new IllegalArgumentException(
          braced(name)
              + " is "
              + (value == null ? "null" : "an array")
              + ", which is no text for a program. Give the test a value that is one, or take a"
              + " Sandbox and run the program in the test method.");
    }
    return value.toString();
  }

  private static String braced(String name) {
    return "{" + name + "}";
  }
}
