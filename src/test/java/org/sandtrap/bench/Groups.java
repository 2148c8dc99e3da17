package org.sandtrap.bench;

import java.util.Optional;
import org.sandtrap.HostSupport;

/** Whether control groups are used by what is measured. */
enum Groups {
  /** As everywhere: where they can be made. */
  AUTO("auto"),
  /** As on a host that has none. */
  OFF("off");

  private static final String PROPERTY = "sandtrap.cgroups";

  private final String text;

  Groups(String text) {
    this.text = text;
  }

  /** Why it makes no difference here; empty when it does. */
  static Optional<String> obstacle() {
    return HostSupport.probe().features().stream()
        .filter(feature -> feature.name().equals("cgroups") && !feature.available())
        .map(feature -> "no control groups: " + feature.found())
        .findFirst();
  }

  /** Something that takes its time. */
  interface Work {
    Measurement measure() throws Exception;
  }

  Measurement during(Work work) throws Exception {
    System.setProperty(PROPERTY, text);
    try {
      return work.measure();
    } finally {
      System.clearProperty(PROPERTY);
    }
  }
}
