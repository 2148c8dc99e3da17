package org.sandtrap.junit;

import static org.junit.jupiter.api.Timeout.DEFAULT_TESTABLE_METHOD_TIMEOUT_PROPERTY_NAME;
import static org.junit.jupiter.api.Timeout.DEFAULT_TEST_FACTORY_METHOD_TIMEOUT_PROPERTY_NAME;
import static org.junit.jupiter.api.Timeout.DEFAULT_TEST_METHOD_TIMEOUT_PROPERTY_NAME;
import static org.junit.jupiter.api.Timeout.DEFAULT_TEST_TEMPLATE_METHOD_TIMEOUT_PROPERTY_NAME;
import static org.junit.jupiter.api.Timeout.DEFAULT_TIMEOUT_PROPERTY_NAME;
import static org.junit.jupiter.api.Timeout.TIMEOUT_MODE_PROPERTY_NAME;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The {@code @Timeout} of a test, or what the configuration says for all tests. JUnit watches over
 * the test method only, not over what is made for its parameters, so the extension has to.
 *
 * @param value how many of them
 * @param unit the unit
 */
record TestTimeout(long value, TimeUnit unit) {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,18}) ?([nμm]?s|m|h|d)?", Pattern.CASE_INSENSITIVE);

  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "ns", TimeUnit.NANOSECONDS,
          "μs", TimeUnit.MICROSECONDS,
          "ms", TimeUnit.MILLISECONDS,
          "s", TimeUnit.SECONDS,
          "m", TimeUnit.MINUTES,
          "h", TimeUnit.HOURS,
          "d", TimeUnit.DAYS);

  /** The timeout of a test; empty if it has none, or timeouts are switched off. */
  static Optional<TestTimeout> of(ExtensionContext context) {
    boolean off =
        context
            .getConfigurationParameter(TIMEOUT_MODE_PROPERTY_NAME)
            .filter("disabled"::equalsIgnoreCase)
            .isPresent();
    return off ? Optional.empty() : declared(context).or(() -> configured(context));
  }

  private static Optional<TestTimeout> declared(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getTestMethod(), Timeout.class)
        .or(
            () ->
                AnnotationSupport.findAnnotation(
                    context.getRequiredTestClass(),
                    Timeout.class,
                    context.getEnclosingTestClasses()))
        .map(timeout -> new TestTimeout(timeout.value(), timeout.unit()));
  }

  private static Optional<TestTimeout> configured(ExtensionContext context) {
    return Stream.of(
            parameter(context.getRequiredTestMethod()),
            DEFAULT_TESTABLE_METHOD_TIMEOUT_PROPERTY_NAME,
            DEFAULT_TIMEOUT_PROPERTY_NAME)
        .flatMap(name -> context.getConfigurationParameter(name).stream())
        .findFirst()
        .flatMap(TestTimeout::parse);
  }

  private static String parameter(Method method) {
    if (AnnotationSupport.isAnnotated(method, TestTemplate.class)) {
      return DEFAULT_TEST_TEMPLATE_METHOD_TIMEOUT_PROPERTY_NAME;
    }
    return AnnotationSupport.isAnnotated(method, TestFactory.class)
        ? DEFAULT_TEST_FACTORY_METHOD_TIMEOUT_PROPERTY_NAME
        : DEFAULT_TEST_METHOD_TIMEOUT_PROPERTY_NAME;
  }

  /** Reads what JUnit reads; about anything else JUnit complains itself. */
  private static Optional<TestTimeout> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2) == null ? "s" : matcher.group(2).toLowerCase(Locale.ROOT);
    return Optional.of(new TestTimeout(Long.parseLong(matcher.group(1)), UNITS.get(unit)));
  }

  Duration duration() {
    return Duration.ofNanos(unit.toNanos(value));
  }

  /** In JUnit's words: {@code 1 second}, {@code 500 milliseconds}. */
  @Override
  public String toString() {
    String name = unit.name().toLowerCase(Locale.ROOT);
    return value + " " + (value == 1 ? name.substring(0, name.length() - 1) : name);
  }
}
