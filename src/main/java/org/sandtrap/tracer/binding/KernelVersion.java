package org.sandtrap.tracer.binding;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A version of Linux.
 *
 * @param major the first number
 * @param minor the second number
 */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  /** The oldest that Sandtrap supports. */
  static final KernelVersion OLDEST = new KernelVersion(5, 4);

  /** No version has more, and an int has room for them. */
  private static final int MOST_DIGITS = 5;

  /** Reads what {@code uname -r} prints: {@code 6.1.0-18-amd64}. */
  static Optional<KernelVersion> parse(String release) {
    String text = release.strip();
    int dot = text.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    int end = dot + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    OptionalInt major = number(text.substring(0, dot));
    OptionalInt minor = number(text.substring(dot + 1, end));
    return major.isPresent() && minor.isPresent()
        ? Optional.of(new KernelVersion(major.getAsInt(), minor.getAsInt()))
        : Optional.empty();
  }

  private static OptionalInt number(String digits) {
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      return OptionalInt.empty();
    }
    for (int i = 0; i < digits.length(); i++) {
      if (!isDigit(digits.charAt(i))) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(Integer.parseInt(digits));
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  /** What {@code uname -r} prints here. */
  public static String release() {
    return ProcFile.text("/proc/sys/kernel/osrelease").orElse(System.getProperty("os.version"));
  }

  /** Why a kernel will not do; empty when it will, or when nobody can tell. */
  public static Optional<Obstacle> obstacle(String release) {
    Optional<KernelVersion> version = parse(release);
    return version.isEmpty() || version.get().compareTo(OLDEST) >= 0
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "This is Linux " + release + ", but Sandtrap needs " + OLDEST + " or later.",
                release.endsWith("-Microsoft")
                    ? "WSL 1 imitates one: wsl --set-version DISTRIBUTION 2 makes it WSL 2."
                    : "Install a newer kernel; in a container that is the host's kernel. gVisor imitates an old one:"
                        + " use the runtime runc instead."));
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
