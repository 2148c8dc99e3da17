package org.sandtrap.policy;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A process, thread or group that a call names.
 *
 * @param name what it is: {@code process 17}, {@code group 17}
 * @param place where it is
 */
public record NamedProcess(String name, Place place) {
  /** Checks that all is there. */
  public NamedProcess {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(place, "place");
  }

  /** The place of a process, seen from a run. */
  public enum Place {
    /** It is one of the run; so is each process of a group. */
    RUN(" of the run"),
    /** It is another process of this machine. */
    OUTSIDE(" outside the run"),
    /** There is none of this number. */
    NOWHERE(" that is not there");

    private final String text;

    Place(String text) {
      this.text = text;
    }
  }

  boolean isOf(Place wanted) {
    return place == wanted;
  }

  /** Reads what {@link #toString} writes; empty if it is something else, such as a path. */
  static Optional<NamedProcess> parse(String text) {
    return Arrays.stream(Place.values())
        .filter(place -> !text.startsWith("/") && text.endsWith(place.text))
        .map(
            place ->
                new NamedProcess(text.substring(0, text.length() - place.text.length()), place))
        .findFirst();
  }

  /** The name and the place: {@code process 17 outside the run}. */
  @Override
  public String toString() {
    return name + place.text;
  }
}
