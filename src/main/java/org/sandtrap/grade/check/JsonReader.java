package org.sandtrap.grade.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** A reader of JSON, of which it also knows the places. */
final class JsonReader implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private final JsonParser parser;
  private final byte[] text;
  private boolean ended;

  JsonReader(byte[] text) {
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), text);
    this.text = text;
  }

  /**
   * The whole text as a value.
   *
   * @throws CheckerException when it is none; it is an answer, which is the teacher's
   */
  static JsonValue answer(byte[] text) {
    try (JsonReader reader = new JsonReader(text)) {
      JsonValue value = reader.value(reader.next());
      if (reader.next() != JsonToken.NOT_AVAILABLE) {
        throw noAnswer(Position.of(text, reader.index()), "more follows the first value");
      }
      return value;
    } catch (JacksonException e) {
      throw noAnswer(Position.of(text, index(text, e)), reason(e));
    }
  }

  private static CheckerException noAnswer(Position place, String why) {
    return new CheckerException(
        "The answer is no JSON, which json-equal expects, at "
            + place
            + ": "
            + why
            + ". Repair it, or use another checker.");
  }

  /** The next token; {@link JsonToken#NOT_AVAILABLE} at the end. */
  JsonToken next() {
    JsonToken token = parser.nextToken();
    ended = token == null;
    return ended ? JsonToken.NOT_AVAILABLE : token;
  }

  /** The index of the byte at which the token begins, or the text has ended. */
  int index() {
    return ended ? text.length : clamped(text, parser.currentTokenLocation().getByteOffset());
  }

  /** The name of the member that was read. */
  String name() {
    return Objects.requireNonNull(parser.currentName());
  }

  /** The value that a token begins; of an object or array only its kind, with nothing in it. */
  JsonValue shallow(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> new JsonValue.Members(Map.of());
      case START_ARRAY -> new JsonValue.Elements(List.of());
      case VALUE_STRING -> new JsonValue.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      default -> new JsonValue.Word(token.asString());
    };
  }

  private JsonValue number() {
    try {
      return new JsonValue.Number(parser.getDecimalValue());
    } catch (NumberFormatException e) { // The exponent has too many digits.
      throw new StreamReadException(parser, "the number is too large", e);
    }
  }

  private JsonValue value(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> members();
      case START_ARRAY -> elements();
      case NOT_AVAILABLE -> throw noAnswer(Position.of(text, text.length), "there is nothing");
      default -> shallow(token);
    };
  }

  private JsonValue members() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (next() != JsonToken.END_OBJECT) {
      String name = name();
      int index = index();
      if (members.put(name, value(next())) != null) {
        throw noAnswer(
            Position.of(text, index),
            "the name " + VisibleBytes.quoted(name, JsonValue.SHOWN) + " comes twice");
      }
    }
    return new JsonValue.Members(members);
  }

  private JsonValue elements() {
    List<JsonValue> elements = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      elements.add(value(token));
    }
    return new JsonValue.Elements(elements);
  }

  /** Where a text was no JSON. */
  static int index(byte[] text, JacksonException e) {
    return e.getLocation() == null ? text.length : clamped(text, e.getLocation().getByteOffset());
  }

  /** Why a text was no JSON, made visible, without the full stop. */
  static String reason(JacksonException e) {
    String message = e.getOriginalMessage();
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return VisibleBytes.plain(bytes, 0, bytes.length, 2 * JsonValue.SHOWN);
  }

  /** In other encodings than UTF-8 bytes are not counted, and the place is unknown. */
  private static int clamped(byte[] text, long offset) {
    return (int) Math.max(0, Math.min(text.length, offset));
  }

  @Override
  public void close() {
    parser.close();
  }
}
