package org.sandtrap.grade.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A value of an answer in JSON. */
sealed interface JsonValue {
  /** How many characters of a value are shown. */
  int SHOWN = 60;

  /** What is expected, in words. */
  String expected();

  /** An object, with its members in the order of the answer. */
  record Members(Map<String, JsonValue> members) implements JsonValue {
    @Override
    public String expected() {
      return "an object";
    }
  }

  /** An array. */
  record Elements(List<JsonValue> elements) implements JsonValue {
    @Override
    public String expected() {
      return "an array";
    }
  }

  /** A number. */
  record Number(BigDecimal number) implements JsonValue {
    @Override
    public String expected() {
      String digits = number.toString();
      return digits.length() <= SHOWN ? digits : digits.substring(0, SHOWN) + VisibleBytes.MORE;
    }
  }

  /** A string. */
  record Text(String text) implements JsonValue {
    @Override
    public String expected() {
      return VisibleBytes.quoted(text, SHOWN);
    }
  }

  /** One of {@code true}, {@code false} and {@code null}. */
  record Word(String word) implements JsonValue {
    @Override
    public String expected() {
      return word;
    }
  }
}
