package org.sandtrap.grade.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * A comparison of an output with an answer in JSON, while the output is read: what it would take to
 * keep it, the output decides.
 */
final class JsonComparison {
  private final byte[] output;
  private final JsonReader reader;

  private JsonComparison(byte[] output, JsonReader reader) {
    this.output = output;
    this.reader = reader;
  }

  static CheckResult of(CheckRequest request) {
    JsonValue answer = JsonReader.answer(request.answerBytes());
    byte[] output = request.outputBytes();
    try (JsonReader reader = new JsonReader(output)) {
      JsonComparison comparison = new JsonComparison(output, reader);
      comparison.compare(answer, reader.next(), "$");
      comparison.end();
      return CheckResult.right();
    } catch (Mismatch e) {
      return CheckResult.wrong(e.difference);
    } catch (JacksonException e) {
      return CheckResult.wrong(noJson(output, e));
    }
  }

  private static Difference noJson(byte[] output, JacksonException e) {
    Position place = Position.of(output, JsonReader.index(output, e));
    String words = "The output is no JSON at " + place + ": " + JsonReader.reason(e) + ".";
    return new Difference(place.line(), place.column(), "JSON", "no JSON", words, words, "");
  }

  private void compare(JsonValue wanted, JsonToken token, String path) {
    if (token == JsonToken.NOT_AVAILABLE) {
      throw mismatch(wanted.expected(), "the end of the output", path);
    }
    JsonValue found = reader.shallow(token);
    if (wanted instanceof JsonValue.Members object && found instanceof JsonValue.Members) {
      members(object.members(), path);
    } else if (wanted instanceof JsonValue.Elements array && found instanceof JsonValue.Elements) {
      elements(array.elements(), path);
    } else if (!same(wanted, found)) {
      throw mismatch(wanted.expected(), found.expected(), path);
    }
  }

  private static boolean same(JsonValue wanted, JsonValue found) {
    return wanted instanceof JsonValue.Number number && found instanceof JsonValue.Number other
        ? number.number().compareTo(other.number()) == 0
        : wanted.equals(found);
  }

  private void members(Map<String, JsonValue> wanted, String path) {
    Map<String, JsonValue> missing = new HashMap<>(wanted);
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      JsonValue value = missing.remove(name);
      if (value == null) {
        String quoted = VisibleBytes.quoted(name, JsonValue.SHOWN);
        throw wanted.containsKey(name)
            ? mismatch("the member once", quoted + " once more", path)
            : mismatch("no such member", "the member " + quoted, path);
      }
      compare(value, reader.next(), path + "." + VisibleBytes.quoted(name, JsonValue.SHOWN));
    }
    wanted.keySet().stream()
        .filter(missing::containsKey)
        .findFirst()
        .ifPresent(
            name -> {
              String quoted = VisibleBytes.quoted(name, JsonValue.SHOWN);
              throw mismatch("the member " + quoted, "the end of the object", path);
            });
  }

  private void elements(List<JsonValue> wanted, String path) {
    int index = 0;
    for (JsonToken token = reader.next(); token != JsonToken.END_ARRAY; token = reader.next()) {
      if (index == wanted.size()) {
        throw mismatch("the end of the array", "one more element", path);
      }
      compare(wanted.get(index), token, path + "[" + index + "]");
      index++;
    }
    if (index < wanted.size()) {
      throw mismatch(wanted.get(index).expected(), "the end of the array", path);
    }
  }

  private void end() {
    if (reader.next() != JsonToken.NOT_AVAILABLE) {
      throw mismatch("the end of the output", "one more value", "$");
    }
  }

  private Mismatch mismatch(String expected, String found, String path) {
    Position place = Position.of(output, reader.index());
    return new Mismatch(
        new Difference(
            place.line(),
            place.column(),
            expected,
            found,
            "The output is wrong at " + place + ".",
            "Line %d, column %d: expected %s, but was %s, at %s."
                .formatted(place.line(), place.column(), expected, found, path),
            ""));
  }

  /** The end of a comparison that has found a difference. */
  private static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Difference difference;

    private Mismatch(Difference difference) {
      super(difference.message(), null, false, false);
      this.difference = difference;
    }
  }
}
