package org.sandtrap.tracer.binding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Linux.
 *
 * @param major the first number
 * @param minor the second number
 */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  /** The oldest that Sandtrap supports. */
  static final KernelVersion OLDEST = new KernelVersion(5, 4);

  /** Five digits at most: no version has more, and an int has room for them. */
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})(?!\\d).*");

  /** Reads what {@code uname -r} prints: {@code 6.1.0-18-amd64}. */
  static Optional<KernelVersion> parse(String release) {
    Matcher numbers = RELEASE.matcher(release.strip());
    return numbers.matches()
        ? Optional.of(new KernelVersion(number(numbers, 1), number(numbers, 2)))
        : Optional.empty();
  }

  private static int number(Matcher numbers, int group) {
    return Integer.parseInt(numbers.group(group));
  }

  /** What {@code uname -r} prints here. */
  public static String release() {
    return ProcFile.text("/proc/sys/kernel/osrelease").orElse(System.getProperty("os.version"));
  }

  /** Why a kernel will not do; empty when it will, or when nobody can tell. */
  public static Optional<Obstacle> obstacle(String release) {
    return parse(release)
        .filter(version -> version.compareTo(OLDEST) < 0)
        .map(
            version ->
                new Obstacle(
                    "This is Linux " + release + ", but Sandtrap needs " + OLDEST + " or later.",
                    "Install a newer kernel; in a container that is the host's kernel. gVisor imitates an old one: use"
                        + " the runtime runc instead."));
  }

  @Override
  public int compareTo(KernelVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
