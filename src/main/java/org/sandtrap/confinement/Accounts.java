package org.sandtrap.confinement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sandtrap.isolation.Identity;
import org.sandtrap.tracer.binding.LauncherPlan.Ids;

/**
 * The accounts of a host, by which a user and a group get their numbers: passwd(5) and group(5).
 *
 * @param users the lines of {@code /etc/passwd}
 * @param groups the lines of {@code /etc/group}
 */
record Accounts(List<String> users, List<String> groups) {
  private static final String FIELD = ":";
  private static final int ID = 2;
  private static final int PRIMARY_GROUP = 3;

  /** The accounts of this host; none where the files cannot be read. */
  static Accounts here() {
    return new Accounts(lines("/etc/passwd"), lines("/etc/group"));
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * The ids of a program that runs as a user: its group is the one that is named, or that of the
   * user, and it has no others.
   *
   * @throws IllegalArgumentException when a name is not known here, or a user has no group
   */
  Ids ids(Identity identity) {
    Optional<String[]> account = find(users, identity.user());
    int user = id(identity.user(), account, "user", "/etc/passwd");
    Optional<String> name = identity.group();
    if (name.isPresent()) {
      return new Ids(
          user, id(name.get(), find(groups, name.get()), "group", "/etc/group"), List.of());
    }
    Optional<String[]> known = account.filter(fields -> fields.length > PRIMARY_GROUP);
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "user: "
              + identity.user()
              + " has no account in /etc/passwd that would name its group. Give a group as well.");
    }
    return new Ids(user, Integer.parseUnsignedInt(known.get()[PRIMARY_GROUP]), List.of());
  }

  private static int id(String name, Optional<String[]> account, String kind, String file) {
    if (isNumber(name)) {
      return Integer.parseUnsignedInt(name);
    }
    return account
        .map(fields -> Integer.parseUnsignedInt(fields[ID]))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    kind
                        + ": '"
                        + name
                        + "' has no line in "
                        + file
                        + ". Expected a name that is there, or a number; \"getent "
                        + (kind.equals("user") ? "passwd" : "group")
                        + "\" lists what other sources have."));
  }

  /** By name, or by number: then the first line with it. */
  private static Optional<String[]> find(List<String> lines, String name) {
    Predicate<String[]> wanted =
        isNumber(name) ? fields -> fields[ID].equals(name) : fields -> fields[0].equals(name);
    return lines.stream()
        .map(line -> line.split(FIELD))
        .filter(fields -> fields.length > ID && isNumber(fields[ID]))
        .filter(wanted)
        .findFirst();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
