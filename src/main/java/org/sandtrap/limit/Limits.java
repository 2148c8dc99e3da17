package org.sandtrap.limit;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ceilings of a sandbox, each set or unlimited. Immutable: {@code with…} and {@code without}
 * return new ones. Texts are read by {@link DurationText} and {@link ByteSize}; {@code "unlimited"}
 * takes a limit away. Errors start with the name of the limit: {@code wall: '10 parsecs' is not …}.
 */
public final class Limits {
  private static final String UNLIMITED = "unlimited";
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
  private static final Limits NONE = new Limits(Map.of(), Map.of());
  private static final Limits DEFAULTS =
      NONE.withWall(Duration.ofSeconds(10)).withOutput(ByteSize.ofMebibytes(16));

  private final Map<Limit, WrittenDuration> durations;
  private final Map<Limit, ByteSize> sizes;

  private Limits(Map<Limit, WrittenDuration> durations, Map<Limit, ByteSize> sizes) {
    this.durations = durations;
    this.sizes = sizes;
  }

  /** Returns what holds where nothing is said: 10 s of wall time, 16 MiB of output. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** Returns limits of which none is set. */
  public static Limits unlimited() {
    return NONE;
  }

  /** The wall time at which the run is ended, above 0; empty if unlimited. */
  public Optional<Duration> wall() {
    return Optional.ofNullable(durations.get(Limit.WALL)).map(WrittenDuration::value);
  }

  /** The most output that is kept; what goes beyond ends the run. Empty if unlimited. */
  public Optional<ByteSize> output() {
    return Optional.ofNullable(sizes.get(Limit.OUTPUT));
  }

  /**
   * Returns these limits with another wall time.
   *
   * @throws IllegalArgumentException if it is not above 0, or longer than 2<sup>63</sup>-1
   *     nanoseconds (292 years)
   */
  public Limits withWall(Duration wall) {
    return with(Limit.WALL, WrittenDuration.of(wall));
  }

  /**
   * Returns these limits with another wall time, or without one.
   *
   * @param wall a duration such as {@code 250ms} or {@code 1.5s}, or {@code unlimited}
   * @throws IllegalArgumentException if it is neither, not above 0, or longer than 292 years
   */
  public Limits withWall(String wall) {
    return wall.equals(UNLIMITED)
        ? without(Limit.WALL)
        : with(Limit.WALL, read(Limit.WALL, wall, WrittenDuration::parse));
  }

  /** Returns these limits with another output size; 0 forbids every byte of output. */
  public Limits withOutput(ByteSize output) {
    return with(Limit.OUTPUT, output);
  }

  /**
   * Returns these limits with another output size, or without one.
   *
   * @param output a size such as {@code 64MiB} or {@code 1GB}, or {@code unlimited}
   * @throws IllegalArgumentException if it is neither
   */
  public Limits withOutput(String output) {
    return output.equals(UNLIMITED)
        ? without(Limit.OUTPUT)
        : with(Limit.OUTPUT, read(Limit.OUTPUT, output, ByteSize::parse));
  }

  /** Returns these limits with one of them taken away. */
  public Limits without(Limit limit) {
    return new Limits(copyWithout(durations, limit), copyWithout(sizes, limit));
  }

  /** How a limit is set, in the unit it was given in: {@code 10 s}, {@code unlimited}. */
  public String text(Limit limit) {
    Object ceiling = durations.containsKey(limit) ? durations.get(limit) : sizes.get(limit);
    return ceiling == null ? UNLIMITED : ceiling.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits limits
        && limits.durations.equals(durations)
        && limits.sizes.equals(sizes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(durations, sizes);
  }

  /** All limits: {@code wall time 10 s, output 16 MiB}. */
  @Override
  public String toString() {
    return Arrays.stream(Limit.values())
        .map(limit -> limit.plainName() + " " + text(limit))
        .collect(Collectors.joining(", "));
  }

  private Limits with(Limit limit, WrittenDuration ceiling) {
    Duration value = ceiling.value();
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          limit.attribute()
              + ": "
              + ceiling
              + " leaves no time to run: a limit must be longer than 0; for no limit write \""
              + UNLIMITED
              + "\"");
    }
    if (value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          limit.attribute()
              + ": "
              + ceiling
              + " is too long: the longest limit is 292 years; for no limit write \""
              + UNLIMITED
              + "\"");
    }
    return new Limits(copyWith(durations, limit, ceiling), sizes);
  }

  private Limits with(Limit limit, ByteSize ceiling) {
    return new Limits(durations, copyWith(sizes, limit, Objects.requireNonNull(ceiling)));
  }

  private static <T> T read(Limit limit, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          limit.attribute() + ": " + e.getMessage() + " or \"" + UNLIMITED + "\"", e);
    }
  }

  private static <T> Map<Limit, T> copyWith(Map<Limit, T> ceilings, Limit limit, T ceiling) {
    Map<Limit, T> copy = new EnumMap<>(Limit.class);
    copy.putAll(ceilings);
    copy.put(limit, ceiling);
    return copy;
  }

  private static <T> Map<Limit, T> copyWithout(Map<Limit, T> ceilings, Limit limit) {
    Map<Limit, T> copy = new EnumMap<>(Limit.class);
    copy.putAll(ceilings);
    copy.remove(limit);
    return copy;
  }
}
