package org.sandtrap.junit;

import java.util.stream.Stream;
import org.sandtrap.Sandbox;
import org.sandtrap.isolation.PathRule;

/** The attributes about what goes into the private directory and comes out of it. */
final class FileAttributes {
  private FileAttributes() {}

  /** A path that may be in the private directory, which is known only to the launch. */
  static String path(String attribute, String text, FilledAttributes from) {
    return text.startsWith(PathRule.PRIVATE)
        ? PathRule.PRIVATE + from.filled(attribute, text.substring(PathRule.PRIVATE.length()))
        : from.filled(attribute, text);
  }

  static Sandbox withDirectory(Sandbox to, FilledAttributes from) {
    return to.withDirectory(path("directory", from.sandboxed().directory(), from));
  }

  /** A list of fixtures, which replaces the list that is further away. */
  static Sandbox withFixtures(Sandbox to, FilledAttributes from) {
    return to.withoutFixtures().withFixtures(filled("fixtures", from.sandboxed().fixtures(), from));
  }

  /** A list of results, which replaces the list that is further away. */
  static Sandbox collecting(Sandbox to, FilledAttributes from) {
    return to.withoutCollecting().collect(filled("collect", from.sandboxed().collect(), from));
  }

  private static String[] filled(String attribute, String[] texts, FilledAttributes from) {
    return Stream.of(texts).map(text -> from.filled(attribute, text)).toArray(String[]::new);
  }
}
