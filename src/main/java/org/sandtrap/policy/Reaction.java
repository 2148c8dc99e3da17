package org.sandtrap.policy;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.sandtrap.syscall.Errno;

/**
 * The consequence for a program that makes a denied call.
 *
 * @param errno the error that the call fails with; empty: it is not made, and the run ends
 * @param quiet whether such a call is not listed, and costs no stop unless a rule asks for a path,
 *     an address or a process
 */
public record Reaction(Optional<Errno> errno, boolean quiet) {
  /** The run ends; the call is not made. */
  public static final Reaction KILL = new Reaction(Optional.empty(), false);

  /** Checks that what ends the run is not quiet. */
  public Reaction {
    Objects.requireNonNull(errno, "errno");
    if (quiet && errno.isEmpty()) {
      throw new IllegalArgumentException(
          "onDenied: KILL cannot be quiet, for what ends a run is always told. Expected an errno"
              + " besides, such as EACCES.");
    }
  }

  /** The call fails with this error, and is listed. */
  public static Reaction of(Errno errno) {
    return new Reaction(Optional.of(errno), false);
  }

  /**
   * Reads {@code KILL}, or the name of an error: {@code EACCES}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Reaction parse(String text) {
    if (text.equals("KILL")) {
      return KILL;
    }
    return Arrays.stream(Errno.values())
        .filter(errno -> errno.name().equals(text))
        .findFirst()
        .map(Reaction::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "onDenied: '"
                        + text
                        + "' is neither KILL nor the name of an error of errno(3), such as EACCES,"
                        + " EPERM or ENOSYS."));
  }

  /**
   * The same without a list of the calls that were denied, and without a stop, unless a rule asks
   * for a path, an address or a process.
   */
  public Reaction quietly() {
    return new Reaction(errno, true);
  }
}
