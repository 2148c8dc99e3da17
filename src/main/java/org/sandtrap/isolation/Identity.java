package org.sandtrap.isolation;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The user that a program runs as.
 *
 * @param user a name of passwd(5), or a number
 * @param group a name of group(5), or a number; empty: the group that the user has
 */
public record Identity(String user, Optional<String> group) {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

  /** What stands for "no change" in chown(2) and the like is no id. */
  private static final long HIGHEST = 0xffff_fffeL;

  private static final int LONGEST_NUMBER = 10;

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException when one is no name and no number
   */
  public Identity {
    Objects.requireNonNull(user, "user is null");
    Objects.requireNonNull(group, "group is null");
    check("user", user);
    group.ifPresent(name -> check("group", name));
  }

  /** A user with the group that it has. */
  public static Identity of(String user) {
    return new Identity(user, Optional.empty());
  }

  /** A user and a group. */
  public static Identity of(String user, String group) {
    return new Identity(user, Optional.of(group));
  }

  private static void check(String setting, String name) {
    boolean text = !name.isEmpty() && name.chars().noneMatch(Identity::isForeign);
    boolean known = text && (!NUMBER.matcher(name).matches() || isId(name));
    if (!known) {
      throw new IllegalArgumentException(
          setting
              + ": '"
              + name.replace("\0", "\\0")
              + "' is no "
              + setting
              + ". Expected a name such as 'nobody', or a number from 0 to "
              + HIGHEST
              + (setting.equals("user") ? "; a group is given by itself." : "."));
    }
  }

  private static boolean isForeign(int character) {
    return character <= ' ' || character == ':' || character == '/';
  }

  private static boolean isId(String number) {
    return number.length() <= LONGEST_NUMBER
        && !number.startsWith("-")
        && Long.parseLong(number) <= HIGHEST;
  }

  /** {@code nobody:nogroup}, or {@code nobody}. */
  @Override
  public String toString() {
    return user + group.map(name -> ":" + name).orElse("");
  }
}
