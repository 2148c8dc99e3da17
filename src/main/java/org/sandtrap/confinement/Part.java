package org.sandtrap.confinement;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.Network;

/** A part of an isolation that is enforced by itself. */
enum Part {
  FILES(
      Part::ofPaths,
      isolation -> !isolation.paths().isEmpty(),
      List.of(new NamespacedFiles(), new LandlockedFiles(), new WatchedFiles())),
  NETWORK(
      isolation -> "network",
      isolation -> isolation.network() != Network.ALLOWED,
      List.of(new NamespacedNetwork(), new RefusedSockets())),
  PROCESSES(
      isolation -> "isolatedProcesses",
      Isolation::isolatedProcesses,
      List.of(new NamespacedProcesses(), new LandlockedProcesses(), new RuledProcesses())),
  ROOT(isolation -> "root", isolation -> isolation.root().isPresent(), List.of(new OtherRoot())),
  USER(
      isolation -> "user", isolation -> isolation.identity().isPresent(), List.of(new OtherUser()));

  private final Function<Isolation, String> setting;
  private final Predicate<Isolation> demanded;
  private final List<Mechanism> mechanisms; // the preferred first

  Part(
      Function<Isolation, String> setting,
      Predicate<Isolation> demanded,
      List<Mechanism> mechanisms) {
    this.setting = setting;
    this.demanded = demanded;
    this.mechanisms = mechanisms;
  }

  /** The settings that ask for it, for messages: {@code readable, writable}. */
  String setting(Isolation isolation) {
    return setting.apply(isolation);
  }

  private static String ofPaths(Isolation isolation) {
    return Stream.of(Access.values())
        .filter(isolation::restricts)
        .map(Access::setting)
        .collect(Collectors.joining(", "));
  }

  boolean isDemanded(Isolation isolation) {
    return demanded.test(isolation);
  }

  List<Mechanism> mechanisms() {
    return mechanisms;
  }
}
