package org.sandtrap.limit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The limits of a sandbox, each set or unlimited. Immutable: {@code with…} and {@code without}
 * return new ones. Texts are read by {@link DurationText} and {@link ByteSize}, counts are digits;
 * {@code "unlimited"} takes a limit away. Errors start with the name of the limit: {@code wall: '10
 * parsecs' is not …}.
 */
public final class Limits implements Limited<Limits> {
  static final String UNLIMITED = "unlimited";

  private static final Limits NONE = new Limits(Map.of());
  private static final Limits DEFAULTS =
      NONE.withInherited(Limit.STACK)
          .withWall(Duration.ofSeconds(10))
          .withOutput(ByteSize.ofMebibytes(16));

  private final Map<Limit, LimitValue> values;

  private Limits(Map<Limit, LimitValue> values) {
    this.values = values;
  }

  /**
   * Returns what holds where nothing is said: 10 s of wall time, 16 MiB of output, and the stack
   * that this JVM may have, see {@link #inheritsStack}. (A program that has no limit of open files
   * gets the usual one: 1024, which it may raise to 4096.)
   */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /**
   * Returns limits of which none is set. The stack may then grow without end (RLIM_INFINITY): where
   * the hard limit of this JVM is lower, only root can start a program so.
   */
  public static Limits unlimited() {
    return NONE;
  }

  /** The wall time at which the run is ended, above 0; empty if unlimited. */
  public Optional<Duration> wall() {
    return duration(Limit.WALL);
  }

  /** The CPU time of the whole tree at which the run is ended, above 0; empty if unlimited. */
  public Optional<Duration> cpu() {
    return duration(Limit.CPU);
  }

  /** The time without doing anything at which the run is ended, above 0; empty if unlimited. */
  public Optional<Duration> idle() {
    return duration(Limit.IDLE);
  }

  /** The most resident memory of the whole tree, above 0; empty if unlimited. */
  public Optional<ByteSize> memory() {
    return size(Limit.MEMORY);
  }

  /** The most address space of each process, above 0; empty if unlimited. */
  public Optional<ByteSize> addressSpace() {
    return size(Limit.ADDRESS_SPACE);
  }

  /**
   * The most stack of each process, at least a page; empty if unlimited, or if it is this JVM's
   * limit.
   */
  public Optional<ByteSize> stack() {
    return size(Limit.STACK);
  }

  /** Whether the limit of the stack is the one that this JVM has: nothing was said about it. */
  public boolean inheritsStack() {
    return values.get(Limit.STACK) instanceof LimitValue.Inherited;
  }

  /** The most output that is kept; what goes beyond ends the run. Empty if unlimited. */
  public Optional<ByteSize> output() {
    return size(Limit.OUTPUT);
  }

  /** The largest size of each file that is written; empty if unlimited. */
  public Optional<ByteSize> fileSize() {
    return size(Limit.FILE_SIZE);
  }

  /** The most disk space of the private directory; empty if unlimited. */
  public Optional<ByteSize> disk() {
    return size(Limit.DISK);
  }

  /** The most files in the private directory; empty if unlimited. */
  public OptionalLong files() {
    return amount(Limit.FILES);
  }

  /** The most processes alive at once, at least 1; empty if unlimited. */
  public OptionalLong processes() {
    return amount(Limit.PROCESSES);
  }

  /** The most threads alive at once in all processes, at least 1; empty if unlimited. */
  public OptionalLong threads() {
    return amount(Limit.THREADS);
  }

  /** The most descriptors of each process, at least 3; empty if it is the usual limit. */
  public OptionalLong openFiles() {
    return amount(Limit.OPEN_FILES);
  }

  /** The value of a limit in the unit of its kind; empty if unlimited. */
  public OptionalLong amount(Limit limit) {
    return isSet(limit) ? OptionalLong.of(values.get(limit).amount()) : OptionalLong.empty();
  }

  private boolean isSet(Limit limit) {
    LimitValue value = values.get(limit);
    return value != null && !(value instanceof LimitValue.Inherited);
  }

  /**
   * How a limit is set, in the unit it was given in: {@code 10 s}, {@code unlimited}, {@code as the
   * JVM's}.
   */
  public String text(Limit limit) {
    LimitValue value = values.get(limit);
    return value == null ? UNLIMITED : value.toString();
  }

  /**
   * Returns these limits with one of them changed.
   *
   * @param limit which one
   * @param text a duration such as {@code 250ms}, a size such as {@code 64MiB}, or a count such as
   *     {@code 16}, as the limit needs it; or {@code unlimited}
   * @throws IllegalArgumentException if it is neither, or makes no sense
   */
  public Limits with(Limit limit, String text) {
    requireNonNull(text, limit);
    if (text.equals(UNLIMITED)) {
      return without(limit);
    }
    return with(limit, read(limit, text));
  }

  /**
   * Returns these limits with one of them changed, a time.
   *
   * @throws IllegalArgumentException if the limit is no time, or it is not above 0 or longer than
   *     2<sup>63</sup>-1 nanoseconds (292 years)
   */
  public Limits with(Limit limit, Duration duration) {
    requireNonNull(duration, limit);
    return with(limit, LimitValue.OfDuration.of(duration));
  }

  /**
   * Returns these limits with one of them changed, a size.
   *
   * @throws IllegalArgumentException if the limit is no size, or the size makes no sense
   */
  public Limits with(Limit limit, ByteSize size) {
    requireNonNull(size, limit);
    return with(limit, new LimitValue.OfSize(size));
  }

  /**
   * Returns these limits with one of them changed, a count.
   *
   * @throws IllegalArgumentException if the limit is no count, or the count makes no sense
   */
  public Limits with(Limit limit, long count) {
    return with(limit, new LimitValue.OfCount(count));
  }

  /** Returns these limits with one of them taken away. */
  public Limits without(Limit limit) {
    Map<Limit, LimitValue> copy = copy();
    copy.remove(limit);
    return new Limits(copy);
  }

  @Override
  public Limits limits() {
    return this;
  }

  @Override
  public Limits withLimits(Limits limits) {
    return Objects.requireNonNull(limits, "limits is null");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits limits && limits.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The limits that are set: {@code wall time 10 s, output 16 MiB}; or {@code unlimited}. */
  @Override
  public String toString() {
    String set =
        values.keySet().stream()
            .filter(this::isSet)
            .map(limit -> limit + " " + values.get(limit))
            .collect(Collectors.joining(", "));
    return set.isEmpty() ? UNLIMITED : set;
  }

  private Limits with(Limit limit, LimitValue value) {
    if (value.kind() != limit.kind()) {
      throw new IllegalArgumentException(
          limit.attribute()
              + ": "
              + value
              + " is "
              + value.kind().plainName()
              + ", but this limit is "
              + limit.kind().plainName());
    }
    LimitRange.check(limit, value);
    Map<Limit, LimitValue> copy = copy();
    copy.put(limit, value);
    return new Limits(copy);
  }

  private Limits withInherited(Limit limit) {
    Map<Limit, LimitValue> copy = copy();
    copy.put(limit, new LimitValue.Inherited(limit.kind()));
    return new Limits(copy);
  }

  private static void requireNonNull(Object value, Limit limit) {
    if (value == null) { // no lambda for the text: the first use of these is each JVM's first run
      throw new NullPointerException(limit.attribute() + " is null");
    }
  }

  private static LimitValue read(Limit limit, String text) {
    try {
      return limit.kind().parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          limit.attribute() + ": " + e.getMessage() + " or \"" + UNLIMITED + "\"", e);
    }
  }

  private Map<Limit, LimitValue> copy() {
    Map<Limit, LimitValue> copy = new EnumMap<>(Limit.class);
    copy.putAll(values);
    return copy;
  }

  private Optional<Duration> duration(Limit limit) {
    return values.get(limit) instanceof LimitValue.OfDuration duration
        ? Optional.of(duration.value())
        : Optional.empty();
  }

  private Optional<ByteSize> size(Limit limit) {
    return values.get(limit) instanceof LimitValue.OfSize size
        ? Optional.of(size.value())
        : Optional.empty();
  }
}
