package org.sandtrap.junit;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The type of a parameter that takes the output of a program. */
enum OutputType {
  TEXT,
  LINES,
  BYTES;

  /**
   * The type of a parameter.
   *
   * @param where the parameter in words, for a message
   * @throws ParameterResolutionException if it is of another type
   */
  static OutputType of(Parameter parameter, String where) {
    Type type = parameter.getParameterizedType();
    if (type == String.class) {
      return TEXT;
    }
    if (type == byte[].class) {
      return BYTES;
    }
    if (type instanceof ParameterizedType list
        && list.getRawType() == List.class
        && list.getActualTypeArguments()[0] == String.class) {
      return LINES;
    }
    throw new ParameterResolutionException(
        where
            + " is to take an output, which is a String in UTF-8, a List<String> of its lines, or a"
            + " byte[].");
  }

  Object of(byte[] output) {
    String text = new String(output, StandardCharsets.UTF_8);
    return switch (this) {
      case TEXT -> text;
      case LINES -> text.lines().toList();
      case BYTES -> output;
    };
  }
}
