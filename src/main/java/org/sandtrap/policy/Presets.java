package org.sandtrap.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The policies that come with Sandtrap, as files beside this class. */
final class Presets {
  static final List<String> NAMES =
      List.of(
          "default",
          "single-process",
          "compute",
          "no-network",
          "read-only",
          "own-processes",
          "no-looking",
          "no-ipc",
          "untrusted");

  private static final Map<String, Policy> READ = new ConcurrentHashMap<>();

  private Presets() {}

  /**
   * A preset by its name.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  static Policy named(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "policy: '"
              + name
              + "' is no preset. There are "
              + String.join(", ", NAMES)
              + "; a file has a name that ends with .policy.");
    }
    Policy known = READ.get(name);
    return known != null ? known : read(name); // not computeIfAbsent: one includes another
  }

  private static Policy read(String name) {
    String resource = name + ".policy";
    try (InputStream in = Presets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the policy org/sandtrap/policy/"
                + resource
                + " is not on the class path; it belongs to the jar of sandtrap");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Policy policy = PolicyText.read(resource, text.lines().toList());
      READ.put(name, policy);
      return policy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
