package org.sandtrap.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A program and its arguments, in bytes. */
public record Command(List<byte[]> words) {
  private static final byte SLASH = '/';

  /** A command in words, the program first. */
  public static Command of(List<String> words) {
    Objects.requireNonNull(words, "command is null");
    List<byte[]> bytes = new ArrayList<>();
    for (String word : words) {
      bytes.add(TextBytes.of(name(bytes.size()), word));
    }
    return ofBytes(bytes);
  }

  /** A command in bytes, the program first. */
  public static Command ofBytes(List<byte[]> words) {
    for (int i = 0; i < words.size(); i++) {
      TextBytes.checkZero(name(i), words.get(i));
    }
    if (words.isEmpty() || words.get(0).length == 0) {
      throw new IllegalArgumentException(
          "command: names no program. Expected the program and its arguments, one word each: \"sort\", \"-n\".");
    }
    List<byte[]> copies = new ArrayList<>(words.size());
    for (byte[] word : words) {
      copies.add(word.clone());
    }
    return new Command(Collections.unmodifiableList(copies));
  }

  /** How messages name a program that goes on. */
  public static String quoted(List<String> words) {
    return "'" + String.join(" ", words) + "'";
  }

  private static String name(int index) {
    return "command, word " + (index + 1);
  }

  /** The program's name or path. */
  public byte[] program() {
    return words.get(0);
  }

  /** Whether the program is a path, and not a name to look up. */
  public boolean isPath() {
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
  public List<byte[]> candidates(byte[] current, byte[] directory, byte[] searchPath) {
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

  /** The path as seen from the root directory, where {@code current} is the working directory. */
  public static byte[] absolute(byte[] path, byte[] current) {
    return path.length > 0 && path[0] == SLASH ? path : join(current, path);
  }

  private static byte[] join(byte[] directory, byte[] name) {
    return TextBytes.join(TextBytes.join(directory, new byte[] {SLASH}), name);
  }

  /** The words as text; what is not valid UTF-8 becomes U+FFFD. */
  public List<String> text() {
    List<String> text = new ArrayList<>(words.size());
    for (byte[] word : words) {
      text.add(new String(word, StandardCharsets.UTF_8));
    }
    return Collections.unmodifiableList(text);
  }
}
