package org.sandtrap.launch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The place where a run is repeated outside: the directory where the program started, or in place
 * of a private directory, which is gone, a fresh one with the same fixtures.
 *
 * @param directory where the program started
 * @param way the way there from the private directory; empty if it started elsewhere
 * @param fixtures what is copied
 * @param current this JVM's working directory
 */
public record RepeatedStart(
    byte[] directory, Optional<byte[]> way, List<Fixture> fixtures, byte[] current) {
  private static final String AND = " && ";
  private static final byte[] HERE = {'.'};

  /** A start in a directory that stays. */
  public static RepeatedStart in(byte[] directory) {
    return new RepeatedStart(directory, Optional.empty(), List.of(), directory);
  }

  /** A start in a directory, which may be the private one or in it. */
  public static RepeatedStart of(
      byte[] directory, byte[] own, List<Fixture> fixtures, byte[] current) {
    int mismatch = Arrays.mismatch(directory, own);
    boolean inside = mismatch < 0 || (mismatch == own.length && directory[mismatch] == '/');
    byte[] way =
        inside && directory.length > own.length
            ? Arrays.copyOfRange(directory, own.length + 1, directory.length)
            : HERE;
    return new RepeatedStart(
        directory, inside ? Optional.of(way) : Optional.empty(), fixtures, current);
  }

  /** The beginning of a line for a shell. */
  String text() {
    if (way.isEmpty()) {
      return "cd " + ShellWords.quote(directory) + AND;
    }
    StringBuilder text = new StringBuilder("cd \"$(mktemp -d)\"" + AND);
    for (Fixture fixture : fixtures) {
      byte[] name = fixture.name().bytes();
      parent(name).ifPresent(above -> text.append("mkdir -p ").append(quoted(above)).append(AND));
      byte[] source = Command.absolute(fixture.source().bytes(), current);
      text.append("cp -RpH ").append(ShellWords.quote(source)).append(' ');
      text.append(quoted(name)).append(AND);
    }
    return Arrays.equals(way.get(), HERE)
        ? text.toString()
        : text + "cd " + quoted(way.get()) + AND;
  }

  /** The value of a variable: what named the directory that is gone names the fresh one. */
  String variable(byte[] value) {
    return way.isPresent() && Arrays.equals(value, directory)
        ? "\"$PWD\""
        : ShellWords.quote(value);
  }

  /** A name that begins with a minus is no option. */
  private static String quoted(byte[] name) {
    return ShellWords.quote(
        name[0] == '-' ? TextBytes.join("./".getBytes(StandardCharsets.US_ASCII), name) : name);
  }

  private static Optional<byte[]> parent(byte[] name) {
    int slash = name.length - 1;
    while (slash >= 0 && name[slash] != '/') {
      slash--;
    }
    return slash < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(name, slash));
  }
}
