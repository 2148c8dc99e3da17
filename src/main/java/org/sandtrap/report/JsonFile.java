package org.sandtrap.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of one JSON document, which appears at once. */
final class JsonFile {
  private JsonFile() {}

  /**
   * Writes a document into a file.
   *
   * @throws IllegalStateException if Jackson is not on the class path
   */
  static void write(Path file, Consumer<JsonText> fields) throws IOException {
    WholeFile.write(
        file,
        out -> {
          try (JsonText json = new JsonText(out)) {
            json.document(() -> fields.accept(json));
          } catch (NoClassDefFoundError e) {
            throw MissingJackson.explained(e);
          }
        });
  }
}
