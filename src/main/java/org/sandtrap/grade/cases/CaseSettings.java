package org.sandtrap.grade.cases;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sandtrap.Sandbox;
import org.sandtrap.limit.Limit;

/**
 * The settings of a case or of a group, as a YAML file beside it says them. Immutable.
 *
 * @param limits limits that hold instead of those of the test, as they are written
 * @param points how many points the case or group is worth; empty where its share is that of the
 *     others
 * @param aggregation how a group earns its points; empty where that is as around it
 * @param checker the checker and its options: {@code "numbers 1e-6"}; empty where it is that of the
 *     test
 * @param hidden whether students see nothing of it but the verdict; empty where it is as the test
 * @param hint what students are told when it fails
 */
public record CaseSettings(
    Map<Limit, String> limits,
    OptionalDouble points,
    Optional<Aggregation> aggregation,
    Optional<String> checker,
    Optional<Boolean> hidden,
    Optional<String> hint) {
  /** The settings of a case that has no file. */
  public static final CaseSettings NONE =
      new CaseSettings(
          Map.of(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the limits. */
  public CaseSettings {
    limits = Map.copyOf(limits);
  }

  /** These settings within a group: what they leave open, the group says; points are their own. */
  CaseSettings within(CaseSettings group) {
    Map<Limit, String> all = new EnumMap<>(Limit.class);
    all.putAll(group.limits);
    all.putAll(limits);
    return new CaseSettings(
        all,
        points,
        aggregation,
        checker.or(() -> group.checker),
        hidden.or(() -> group.hidden),
        hint.or(() -> group.hint));
  }

  /** A sandbox with these limits instead of its own. */
  Sandbox applyTo(Sandbox sandbox) {
    Sandbox changed = sandbox;
    for (Map.Entry<Limit, String> limit : limits.entrySet()) {
      changed = changed.withLimits(changed.limits().with(limit.getKey(), limit.getValue()));
    }
    return changed;
  }
}
