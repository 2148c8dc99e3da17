package org.sandtrap.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.sandtrap.limit.ByteSize;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * A writer of JSON: the only class that knows Jackson. Every key is written, absent values as null.
 */
final class JsonText implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final SerializableString NOTHING = new SerializedString("");

  private final JsonGenerator generator;

  /** In UTF-8, to a stream that is closed with it. */
  JsonText(OutputStream out) {
    this.generator = FACTORY.createGenerator(new Indented(), out, JsonEncoding.UTF8);
  }

  private JsonText(JsonGenerator generator) {
    this.generator = generator;
  }

  /** One document a line, to a writer that is flushed and not closed with it. */
  static JsonText lines(Writer out) {
    return new JsonText(FACTORY.createGenerator(new Lines(), new Unclosed(out)));
  }

  /** Ends a line. */
  void endLine() {
    generator.writeRaw('\n');
  }

  /** The document: one object. */
  void document(Runnable fields) {
    generator.writeStartObject();
    fields.run();
    generator.writeEndObject();
  }

  /** The key of the value that is written next. */
  void key(String key) {
    generator.writeName(whole(key));
  }

  /** A text as an element of an array, or after its key. */
  void element(String text) {
    generator.writeString(whole(text));
  }

  /** A number as an element of an array, or after its key. */
  void element(BigInteger number) {
    generator.writeNumber(number);
  }

  /** A value that is not there, as an element of an array, or after its key. */
  void absentElement() {
    generator.writeNull();
  }

  /** An array, as an element of another, or after its key. */
  void array(Runnable elements) {
    generator.writeStartArray();
    elements.run();
    generator.writeEndArray();
  }

  void object(String key, Runnable fields) {
    generator.writeName(key);
    document(fields);
  }

  <T> void optional(String key, Optional<T> value, Consumer<T> fields) {
    value.ifPresentOrElse(present -> object(key, () -> fields.accept(present)), () -> absent(key));
  }

  <T> void objects(String key, Collection<T> all, Consumer<T> fields) {
    generator.writeArrayPropertyStart(key);
    all.forEach(each -> document(() -> fields.accept(each)));
    generator.writeEndArray();
  }

  void texts(String key, Collection<String> all) {
    generator.writeArrayPropertyStart(key);
    all.forEach(each -> generator.writeString(whole(each)));
    generator.writeEndArray();
  }

  /** Numbers, of which some may be unknown. */
  void numbers(String key, Long... all) {
    generator.writeArrayPropertyStart(key);
    for (Long each : all) {
      if (each == null) {
        generator.writeNull();
      } else {
        generator.writeNumber(each);
      }
    }
    generator.writeEndArray();
  }

  void text(String key, String value) {
    generator.writeStringProperty(key, whole(value));
  }

  void text(String key, Optional<String> value) {
    value.ifPresentOrElse(present -> text(key, present), () -> absent(key));
  }

  void truth(String key, boolean value) {
    generator.writeBooleanProperty(key, value);
  }

  void decimal(String key, double value) {
    generator.writeNumberProperty(key, value);
  }

  void number(String key, long value) {
    generator.writeNumberProperty(key, value);
  }

  void number(String key, OptionalInt value) {
    value.ifPresentOrElse(present -> number(key, present), () -> absent(key));
  }

  void number(String key, Optional<Long> value) {
    value.ifPresentOrElse(present -> number(key, present), () -> absent(key));
  }

  void nanos(String key, Duration duration) {
    number(key, duration.toNanos());
  }

  void bytes(String key, ByteSize size) {
    number(key, size.bytes());
  }

  void absent(String key) {
    generator.writeNullProperty(key);
  }

  @Override
  public void close() {
    generator.close();
  }

  /** Half a surrogate pair is no character, and many readers reject it. */
  private static String whole(String text) {
    StringBuilder repaired = new StringBuilder(text);
    for (int at = 0; at < text.length(); at++) {
      int character = text.codePointAt(at);
      if (Character.isSupplementaryCodePoint(character)) {
        at++;
      } else if (Character.isSurrogate((char) character)) {
        repaired.setCharAt(at, '\ufffd');
      }
    }
    return repaired.toString();
  }

  /** A context without line ends, so that each document is a line. */
  private static final class Lines extends ObjectWriteContext.Base {
    @Override
    public SerializableString getRootValueSeparator(SerializableString usual) {
      return NOTHING;
    }
  }

  /** A writer that stays open. */
  private static final class Unclosed extends FilterWriter {
    private Unclosed(Writer out) {
      super(out);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /**
   * A context that indents by two spaces a level and ends lines with {@code \n} on every system, so
   * that documents can be compared.
   */
  private static final class Indented extends ObjectWriteContext.Base {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter().withObjectIndenter(LINES);
    }
  }
}
