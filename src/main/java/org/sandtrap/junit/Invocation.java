package org.sandtrap.junit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.ReflectionSupport;

/** The meaning of placeholders in an invocation of a test, or before any. */
final class Invocation {
  private Invocation() {}

  static Placeholders placeholders(ExtensionContext context) {
    Map<String, Supplier<Object>> names = new HashMap<>();
    names.put("projectDir", () -> Path.of("").toAbsolutePath().toString());
    names.put("tempDir", () -> tempDir(context));
    if (!isParameterizedKnown()) {
      return new Placeholders(List.of(), names, false);
    }
    // A parameter that has one of these names is meant rather than the directory.
    ParameterizedArguments arguments = ParameterizedArguments.of(context);
    arguments.named().forEach((name, value) -> names.put(name, () -> value));
    return new Placeholders(arguments.values(), names, arguments.nameless());
  }

  /** Parameterized tests are in a jar of their own, which need not be there. */
  private static boolean isParameterizedKnown() {
    return ReflectionSupport.tryToLoadClass("org.junit.jupiter.params.ParameterInfo")
        .toOptional()
        .isPresent();
  }

  private static Object tempDir(ExtensionContext context) {
    return TestFields.values(context, TempDir.class, Object.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "{tempDir} is the directory of the test's own @TempDir field, and there is none"
                        + " that has been set. Write \"@TempDir Path directory;\" in the test class,"
                        + " static if it is for constructors and @BeforeAll methods as well."));
  }
}
