package org.sandtrap.report;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares documents with the schema: as strictly as possible, so that a key of the document which
 * the schema does not tell is an error, too. Knows what our schema uses.
 */
final class Schema {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode root;
  private final List<String> errors = new ArrayList<>();

  Schema() throws Exception {
    this("run.schema.json");
  }

  Schema(String name) throws Exception {
    try (InputStream in = RunJson.class.getResourceAsStream(name)) {
      root = JSON.readTree(in);
    }
  }

  JsonNode root() {
    return root;
  }

  JsonNode definition(String name) {
    return root.path("$defs").path(name);
  }

  /** What is wrong with a document. */
  List<String> errors(String document, JsonNode schema) {
    errors.clear();
    check(JSON.readTree(document), schema, "$");
    return List.copyOf(errors);
  }

  private void check(JsonNode value, JsonNode schema, String place) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").asString().substring("#/$defs/".length());
      check(value, definition(name), place);
    }
    if (schema.has("oneOf")) {
      choice(value, schema.path("oneOf"), place, 1);
    }
    if (schema.has("anyOf")) {
      choice(value, schema.path("anyOf"), place, Integer.MAX_VALUE);
    }
    if (schema.has("additionalProperties")) {
      for (String key : value.propertyNames()) {
        check(value.path(key), schema.path("additionalProperties"), place + "." + key);
      }
    }
    if (schema.has("const") && !schema.path("const").equals(value)) {
      errors.add(place + " is " + value + ", not " + schema.path("const"));
    }
    if (schema.has("enum") && !contains(schema.path("enum"), value)) {
      errors.add(place + " is " + value + ", which the schema does not list");
    }
    if (schema.has("type") && !hasType(value, schema.path("type"))) {
      errors.add(place + " is " + value + ", not " + schema.path("type"));
    }
    if (schema.has("pattern")
        && !value.asString("").matches(schema.path("pattern").asString() + ".*")) {
      errors.add(place + " is " + value + ", not " + schema.path("pattern"));
    }
    if (schema.has("minimum") && value.asLong() < schema.path("minimum").asLong()) {
      errors.add(place + " is " + value + ", less than " + schema.path("minimum"));
    }
    if (schema.has("items")) {
      value.forEach(item -> check(item, schema.path("items"), place + "[]"));
    }
    if (schema.has("properties")) {
      properties(value, schema, place);
    }
  }

  private void properties(JsonNode value, JsonNode schema, String place) {
    List<String> written = List.copyOf(value.propertyNames());
    List<String> told = List.copyOf(schema.path("properties").propertyNames());
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    if (!written.equals(told) || !told.equals(required)) {
      errors.add(place + " has " + written + ", the schema has " + told + ", requires " + required);
    }
    for (String key : written) {
      JsonNode about = schema.path("properties").path(key);
      if (about.path("description").asString("").isEmpty()) {
        errors.add(place + "." + key + " is not described");
      }
      check(value.path(key), about, place + "." + key);
    }
  }

  private void choice(JsonNode value, JsonNode choices, String place, int most) {
    List<String> before = List.copyOf(errors);
    List<String> wrong = new ArrayList<>();
    int matches = 0;
    for (JsonNode choice : choices) {
      errors.clear();
      check(value, choice, place);
      wrong.addAll(errors);
      matches += errors.isEmpty() ? 1 : 0;
    }
    errors.clear();
    errors.addAll(before);
    if (matches < 1 || matches > most) {
      errors.add(place + " fits " + matches + " choices: " + wrong);
    }
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode each : list) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasType(JsonNode value, JsonNode type) {
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (hasType(value, each)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asString()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("type " + type);
    };
  }
}
