package org.sandtrap.testing;

import org.sandtrap.HostSupport;

/** The main class of child JVMs that print what they find of their host. */
public final class HostTable {
  private HostTable() {}

  /** Prints whether programs can be supervised, why not, and the table. */
  public static void main(String[] none) {
    HostSupport support = HostSupport.probe();
    System.out.println("canSupervise " + support.canSupervise());
    System.out.println("whyNot " + support.whyNot());
    System.out.print(support);
  }
}
