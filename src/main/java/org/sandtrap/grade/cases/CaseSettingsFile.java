package org.sandtrap.grade.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;

/** A reader of YAML files with settings; it refuses what it does not know. */
final class CaseSettingsFile {
  private static final String POINTS = "points";
  private static final String AGGREGATION = "aggregation";
  private static final String CHECK = "check";
  private static final String HIDDEN = "hidden";
  private static final String HINT = "hint";

  private final Path file;
  private final boolean ofGroup;
  private final Map<Limit, String> limits = new EnumMap<>(Limit.class);
  private OptionalDouble points = OptionalDouble.empty();
  private Optional<Aggregation> aggregation = Optional.empty();
  private Optional<String> checker = Optional.empty();
  private Optional<Boolean> hidden = Optional.empty();
  private Optional<String> hint = Optional.empty();

  private CaseSettingsFile(Path file, boolean ofGroup) {
    this.file = file;
    this.ofGroup = ofGroup;
  }

  /**
   * The settings of a case.
   *
   * @throws CaseException when they cannot be used
   */
  static CaseSettings ofCase(Path file) {
    return new CaseSettingsFile(file, false).read();
  }

  /**
   * The settings of a group; none if the file is not there.
   *
   * @throws CaseException when they cannot be used
   */
  static CaseSettings ofGroup(Path file) {
    return Files.exists(file) ? new CaseSettingsFile(file, true).read() : CaseSettings.NONE;
  }

  private CaseSettings read() {
    try {
      return settings(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new CaseException(file + " is no text in UTF-8.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoClassDefFoundError e) {
      throw MissingYaml.explained(file, e);
    }
  }

  private CaseSettings settings(String text) {
    Object root = YamlText.read(file, text);
    if (root != null) {
      if (!(root instanceof Map<?, ?> map)) {
        throw wrong("it holds " + root + ". Expected lines such as \"cpu: 2s\".");
      }
      map.forEach((key, value) -> read(String.valueOf(key), value));
    }
    return new CaseSettings(limits, points, aggregation, checker, hidden, hint);
  }

  private void read(String key, Object value) {
    switch (key) {
      case AGGREGATION -> aggregation = Optional.of(aggregation(value));
      case POINTS -> points = OptionalDouble.of(points(value));
      case CHECK -> checker = Optional.of(text(key, value));
      case HIDDEN -> hidden = Optional.of(truth(value));
      case HINT -> hint = Optional.of(text(key, value));
      default -> limits.put(limit(key), limit(key, value));
    }
  }

  private double points(Object value) {
    if (value instanceof Number number
        && Double.isFinite(number.doubleValue())
        && number.doubleValue() >= 0) {
      return number.doubleValue();
    }
    throw wrong("points: " + value + " is no number of points. Expected 0 or more, such as 2.5.");
  }

  private Aggregation aggregation(Object value) {
    if (!ofGroup) {
      throw wrong("aggregation is for groups, and this is a case. Write it into group.yaml.");
    }
    return Arrays.stream(Aggregation.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () -> wrong("aggregation: " + value + " is unknown. Expected sum, min or all."));
  }

  private boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrong("hidden: " + value + " is neither true nor false.");
  }

  private String text(String key, Object value) {
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw wrong(key + ": " + value + " is no text. Write it on one line behind the colon.");
  }

  private Limit limit(String key) {
    return Arrays.stream(Limit.values())
        .filter(limit -> limit.attribute().equals(key))
        .findFirst()
        .orElseThrow(() -> wrong(key + " is unknown. Expected one of " + known() + "."));
  }

  private static String known() {
    return Stream.concat(
            Stream.of(POINTS, AGGREGATION, CHECK, HIDDEN, HINT),
            Arrays.stream(Limit.values()).map(Limit::attribute))
        .collect(Collectors.joining(", "));
  }

  private String limit(String key, Object value) {
    String text = text(key, value);
    try {
      Limits.unlimited().with(limit(key), text);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    return text;
  }

  private CaseException wrong(String problem) {
    return new CaseException(file + ", " + problem);
  }
}
