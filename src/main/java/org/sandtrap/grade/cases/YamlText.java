package org.sandtrap.grade.cases;

import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A reader of YAML: the only class that knows SnakeYAML, which need not be there. */
final class YamlText {
  private YamlText() {}

  /**
   * Reads a document: maps, lists, texts, numbers, truths, or null for nothing.
   *
   * @throws CaseException when it is none
   */
  static Object read(Path file, String text) {
    try {
      return new Load(LoadSettings.builder().setLabel(file.toString()).build())
          .loadFromString(text);
    } catch (YamlEngineException e) {
      throw new CaseException(file + " is no YAML: " + e.getMessage(), e);
    }
  }
}
