package org.sandtrap;

import java.util.List;
import java.util.stream.Collectors;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.host.Host;
import org.sandtrap.tracer.host.HostView;

/**
 * The support of this host for supervision, and the ways to enable what it lacks. Immutable;
 * printed, it is a table.
 */
public final class HostSupport {
  private final List<Feature> features;
  private final List<Feature> missing;

  private HostSupport(List<Feature> features, List<Feature> missing) {
    this.features = features;
    this.missing = missing;
  }

  /**
   * One thing that supervision uses.
   *
   * @param name what it is: {@code "ptrace"}
   * @param available whether it is there and works
   * @param found what was seen: {@code "ABI 7"}, or why it does not work
   * @param remedy how to enable it; empty when it is available, or when it is only missing because
   *     of another feature
   */
  public record Feature(String name, boolean available, String found, String remedy) {}

  /**
   * Probes this host, and tries to supervise a program. Takes some ten milliseconds, never throws,
   * and probes anew at every call.
   */
  public static HostSupport probe() {
    return of(Host.probe());
  }

  /** The support that a host with other abilities has, for tests. */
  static HostSupport on(Abilities abilities) {
    return of(Host.probe(HostView.here().with(abilities::answer, abilities.trial())));
  }

  static HostSupport of(List<ProbeResult> results) {
    return new HostSupport(
        results.stream().map(HostSupport::feature).toList(),
        results.stream()
            .filter(result -> result.required() && !result.available())
            .map(HostSupport::feature)
            .toList());
  }

  /**
   * Prints the table of this host.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.print(probe());
  }

  private static Feature feature(ProbeResult result) {
    return new Feature(result.name(), result.available(), result.found(), result.remedy());
  }

  /** Whether programs can be supervised here at all. */
  public boolean canSupervise() {
    return missing.isEmpty();
  }

  /**
   * What is missing for supervision and how to enable it, in one paragraph; empty if nothing is.
   */
  public String whyNot() {
    if (missing.isEmpty()) {
      return "";
    }
    // What has no remedy of its own is missing because of what was found before it.
    String reasons =
        missing.stream()
            .filter(feature -> !feature.remedy().isEmpty() || feature == missing.get(0))
            .map(feature -> feature.name() + ": " + sentence(feature.found()) + feature.remedy())
            .collect(Collectors.joining(" "));
    return "Sandtrap cannot supervise programs on this host. " + reasons.strip();
  }

  private static String sentence(String found) {
    return found + (found.endsWith(".") ? " " : ". ");
  }

  /** Everything that was probed, in the order in which it is needed. */
  public List<Feature> features() {
    return features;
  }

  /**
   * Whether this host has a feature, to let a test go on only where it can:
   *
   * <pre>{@code Assumptions.assumeTrue(HostSupport.probe().has("Landlock"));}</pre>
   *
   * @param feature its name, as the table shows it
   * @throws IllegalArgumentException if nothing of this name was probed
   */
  public boolean has(String feature) {
    return features.stream()
        .filter(probed -> probed.name().equals(feature))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(feature)))
        .available();
  }

  private String unknown(String feature) {
    String names = features.stream().map(Feature::name).collect(Collectors.joining(", "));
    return "No feature of a host is named \"%s\". They are: %s.".formatted(feature, names);
  }

  /** A table of all features: name, yes or no, what was found; below it the remedy. */
  @Override
  public String toString() {
    int widest = features.stream().mapToInt(feature -> feature.name().length()).max().orElse(0);
    String row = "%-" + Math.max(1, widest) + "s  %-3s  %s%n";
    StringBuilder table = new StringBuilder();
    for (Feature feature : features) {
      table.append(
          row.formatted(feature.name(), feature.available() ? "yes" : "no", feature.found()));
      if (!feature.remedy().isEmpty()) {
        table.append(row.formatted("", "", "→ " + feature.remedy()));
      }
    }
    return table.toString();
  }
}
