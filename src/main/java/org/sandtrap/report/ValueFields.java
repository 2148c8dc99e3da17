package org.sandtrap.report;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.sandtrap.trace.value.Value;

/** The forms of the values of arguments. */
final class ValueFields {
  private final JsonText json;

  ValueFields(JsonText json) {
    this.json = json;
  }

  void write(Value value) {
    if (value instanceof Value.Number number) {
      json.element(number(number));
    } else if (value instanceof Value.Named named) {
      json.array(() -> named.names().forEach(json::element));
    } else if (value instanceof Value.Address address) {
      address(address);
    } else if (value instanceof Value.Text text) {
      write(text);
    } else if (value instanceof Value.Bytes bytes) {
      json.document(
          () -> {
            exact(bytes.bytes());
            json.number("length", bytes.length());
          });
    } else if (value instanceof Value.Array array) {
      write(array);
    } else {
      json.document(() -> object(value));
    }
  }

  private void object(Value value) {
    if (value instanceof Value.FilePath path) {
      member("given", path.given());
      json.text("base", path.base());
    } else if (value instanceof Value.Descriptor descriptor) {
      json.number("fd", descriptor.number());
      json.text("target", descriptor.target());
    } else if (value instanceof Value.Struct struct) {
      struct.fields().forEach(this::member);
    } else if (value instanceof Value.Change change) {
      member("before", change.before());
      member("after", change.after());
    }
  }

  private void member(String key, Value value) {
    json.key(key);
    write(value);
  }

  /** A number without a sign that needs all 64 bits is below zero in Java, and not in its text. */
  private static BigInteger number(Value.Number number) {
    String unsigned = Long.toUnsignedString(number.value());
    return number.text().equals(unsigned)
        ? new BigInteger(unsigned)
        : BigInteger.valueOf(number.value());
  }

  private void address(Value.Address address) {
    if (address.value() == 0) {
      json.absentElement();
    } else {
      json.element(address.text());
    }
  }

  private void write(Value.Text text) {
    Optional<String> exact = ExactBytes.text(text.bytes());
    if (exact.isPresent() && text.complete()) {
      json.element(exact.get());
    } else {
      json.document(
          () -> {
            exact(text.bytes());
            json.truth("complete", text.complete());
          });
    }
  }

  private void exact(byte[] bytes) {
    ExactBytes.text(bytes)
        .ifPresentOrElse(
            text -> json.text("text", text), () -> json.text("base64", ExactBytes.base64(bytes)));
  }

  private void write(Value.Array array) {
    List<Value> values = array.values();
    if (values.size() == array.length()) {
      json.array(() -> values.forEach(this::write));
    } else {
      json.document(
          () -> {
            json.key("first");
            json.array(() -> values.forEach(this::write));
            json.number("length", array.length());
          });
    }
  }
}
