package org.sandtrap.confinement;

import java.util.List;
import java.util.function.Predicate;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.Network;

/** A part of an isolation that is enforced by itself. */
enum Part {
  FILES(
      "readable, writable and executable",
      isolation -> !isolation.paths().isEmpty(),
      List.of(new NamespacedFiles(), new LandlockedFiles(), new WatchedFiles())),
  NETWORK(
      "network",
      isolation -> isolation.network() != Network.ALLOWED,
      List.of(new NamespacedNetwork(), new RefusedSockets())),
  PROCESSES(
      "isolatedProcesses",
      Isolation::isolatedProcesses,
      List.of(new NamespacedProcesses(), new LandlockedProcesses(), new RuledProcesses())),
  ROOT("root", isolation -> isolation.root().isPresent(), List.of(new OtherRoot())),
  USER("user", isolation -> isolation.identity().isPresent(), List.of(new OtherUser()));

  private final String setting;
  private final Predicate<Isolation> demanded;
  private final List<Mechanism> mechanisms; // the preferred first

  Part(String setting, Predicate<Isolation> demanded, List<Mechanism> mechanisms) {
    this.setting = setting;
    this.demanded = demanded;
    this.mechanisms = mechanisms;
  }

  /** The setting that asks for it, for messages. */
  String setting() {
    return setting;
  }

  boolean isDemanded(Isolation isolation) {
    return demanded.test(isolation);
  }

  List<Mechanism> mechanisms() {
    return mechanisms;
  }
}
