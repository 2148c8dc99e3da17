package org.sandtrap.testing;

import org.sandtrap.HostSupport;
import org.sandtrap.Sandbox;

/**
 * The main class of child JVMs that try twice to run a program, and then ask why that was not
 * possible: it prints one line for each.
 */
public final class TwoTries {
  private TwoTries() {}

  /** Tries it. */
  public static void main(String[] none) {
    tryOnce();
    tryOnce();
    System.out.println(HostSupport.probe().whyNot());
  }

  private static void tryOnce() {
    try {
      System.out.println(Sandbox.create().run("true").summary());
    } catch (Throwable e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
