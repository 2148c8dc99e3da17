package org.sandtrap.isolation;

/** The part of the network that a program can reach. */
public enum Network {
  /** All that this JVM's user can reach. */
  ALLOWED,
  /** A network of the run's own, in which nobody else is. */
  LOOPBACK,
  /** No other machine and no port of this one; local sockets are left. */
  NONE
}
