package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A program and its arguments, in bytes. */
record Command(List<byte[]> words) {
  private static final byte SLASH = '/';

  static Command of(List<String> words) {
    Objects.requireNonNull(words, "command is null");
    List<byte[]> bytes = new ArrayList<>();
    for (String word : words) {
      bytes.add(bytes(name(bytes.size()), word));
    }
    return ofBytes(bytes);
  }

  static Command ofBytes(List<byte[]> words) {
    for (int i = 0; i < words.size(); i++) {
      checkZero(name(i), words.get(i));
    }
    if (words.isEmpty() || words.get(0).length == 0) {
      throw new IllegalArgumentException(
          "command: names no program. Expected the program and its arguments, one word each: \"sort\", \"-n\".");
    }
    return new Command(words.stream().map(byte[]::clone).toList());
  }

  /** How messages name a program that goes on. */
  static String quoted(List<String> words) {
    return "'" + String.join(" ", words) + "'";
  }

  private static String name(int index) {
    return "command, word " + (index + 1);
  }

  /** A text that a program can be told. */
  static byte[] word(String name, String text) {
    byte[] bytes = bytes(name, text);
    checkZero(name, bytes);
    return bytes;
  }

  /** A text that has bytes. */
  static byte[] bytes(String name, String text) {
    Objects.requireNonNull(text, () -> name + " is null");
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          name
              + ": '"
              + text
              + "' contains half a surrogate pair, which no bytes stand for. Give the bytes meant, or repair the text.");
    }
    return Environment.bytes(text);
  }

  private static void checkZero(String name, byte[] text) {
    Objects.requireNonNull(text, () -> name + " is null");
    for (byte part : text) {
      if (part == 0) {
        throw new IllegalArgumentException(
            name + ": contains a zero byte, where it would end for the program.");
      }
    }
  }

  byte[] program() {
    return words.get(0);
  }

  /** Whether the program is a path, and not a name to look up. */
  boolean isPath() {
    for (byte part : program()) {
      if (part == SLASH) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where the program may be: its path, or one for every directory of the search path.
   *
   * @param current this JVM's working directory, from which the path goes
   * @param directory the run's working directory, from which relative parts of the search path go
   * @param searchPath the run's {@code PATH}
   */
  List<byte[]> candidates(byte[] current, byte[] directory, byte[] searchPath) {
    if (isPath()) {
      return List.of(absolute(program(), current));
    }
    List<byte[]> candidates = new ArrayList<>();
    // One character a byte, so that any bytes survive.
    for (String entry : new String(searchPath, StandardCharsets.ISO_8859_1).split(":", -1)) {
      byte[] start = entry.getBytes(StandardCharsets.ISO_8859_1);
      byte[] place = start.length == 0 ? directory : absolute(start, directory);
      candidates.add(join(place, program()));
    }
    return candidates;
  }

  static byte[] absolute(byte[] path, byte[] current) {
    return path.length > 0 && path[0] == SLASH ? path : join(current, path);
  }

  private static byte[] join(byte[] directory, byte[] name) {
    return Environment.concat(Environment.concat(directory, new byte[] {SLASH}), name);
  }

  /** The words as text; what is not valid UTF-8 becomes U+FFFD. */
  List<String> text() {
    return words.stream().map(word -> new String(word, StandardCharsets.UTF_8)).toList();
  }
}
