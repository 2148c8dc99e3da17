package org.sandtrap.grade.cases;

import java.nio.file.Path;

/** An explanation of what is missing where there is no reader of YAML. */
final class MissingYaml {
  private MissingYaml() {}

  static RuntimeException explained(Path file, NoClassDefFoundError error) {
    return new IllegalStateException(
        file
            + " is read with SnakeYAML Engine, which is not on the class path: add"
            + " org.snakeyaml:snakeyaml-engine:3.2.",
        error);
  }
}
