package org.sandtrap.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.limit.Limit;

/**
 * A check for configuration parameters that nothing would read: a misspelt limit would never hold.
 */
final class ConfigurationKeys {
  private static final String OURS = "sandtrap.";
  private static final String FILE = "junit-platform.properties";
  private static final String IN_FILE = "keys in " + FILE;

  /** Properties that are read before JUnit is there, or without it. */
  private static final Set<String> PROPERTIES_ONLY =
      Set.of("sandtrap.parallel", "sandtrap.cgroups", "sandtrap.trace", "sandtrap.snapshots");

  /** What builds call our version by custom; with {@code -D} Maven passes it on to the tests. */
  private static final String VERSION = "sandtrap.version";

  private static final Set<String> KNOWN = known();

  private ConfigurationKeys() {}

  private static Set<String> known() {
    Set<String> known =
        new LinkedHashSet<>(
            List.of(
                SandtrapConfiguration.ATTACH,
                SandtrapConfiguration.GRADE,
                SandtrapConfiguration.DEADLINE,
                SandtrapConfiguration.RESUME,
                SandtrapConfiguration.POLICY,
                SandtrapConfiguration.SUBMISSION,
                SandtrapConfiguration.UNSUPPORTED));
    Arrays.stream(Limit.values())
        .forEach(limit -> known.add(SandtrapConfiguration.LIMIT + limit.attribute()));
    return known;
  }

  /**
   * Checks the system properties, and the keys in JUnit's file; what else JUnit was given cannot be
   * listed.
   *
   * @throws ExtensionConfigurationException if one of our keys is unknown
   */
  static void check(ExtensionContext context) {
    checkProperties(System.getProperties().stringPropertyNames());
    checkFile(inFile(context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)));
  }

  static void checkProperties(Set<String> keys) {
    for (String key : new TreeSet<>(keys)) {
      boolean read = KNOWN.contains(key) || PROPERTIES_ONLY.contains(key);
      if (key.startsWith(OURS) && !read && !key.equals(VERSION)) {
        throw unknown("The system property " + key + " is unknown");
      }
    }
  }

  static void checkFile(Set<String> keys) {
    for (String key : new TreeSet<>(keys)) {
      if (PROPERTIES_ONLY.contains(key)) {
        throw new ExtensionConfigurationException(
            key
                + " in "
                + FILE
                + " has no effect, because it is no configuration parameter, but a system property."
                + " Give it to the JVM of the tests as -D"
                + key
                + "=…, in Surefire's argLine for example.");
      }
      if (key.startsWith(OURS) && !KNOWN.contains(key)) {
        throw unknown("The configuration parameter " + key + " in " + FILE + " is unknown");
      }
    }
  }

  private static ExtensionConfigurationException unknown(String problem) {
    String limits =
        Arrays.stream(Limit.values()).map(Limit::attribute).collect(Collectors.joining(", "));
    String others =
        KNOWN.stream()
            .filter(key -> !key.startsWith(SandtrapConfiguration.LIMIT))
            .collect(Collectors.joining(", "));
    return new ExtensionConfigurationException(
        problem
            + ". Expected "
            + others
            + " or "
            + SandtrapConfiguration.LIMIT
            + " before one of "
            + limits
            + ".");
  }

  /** Reads them once for all tests. */
  private static Set<String> inFile(ExtensionContext.Store store) {
    @SuppressWarnings("unchecked")
    Set<String> known = store.get(IN_FILE, Set.class);
    if (known == null) {
      known = readFile();
      store.put(IN_FILE, known);
    }
    return known;
  }

  /** From where JUnit reads it. */
  private static Set<String> readFile() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Properties properties = new Properties();
    try (InputStream in = loader == null ? null : loader.getResourceAsStream(FILE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    return properties.stringPropertyNames();
  }
}
