package org.sandtrap.tracer;

/** Says in one message why nothing can be supervised on this host, and what to do about it. */
public final class UnsupportedHostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Obstacle obstacle;

  UnsupportedHostException(Obstacle obstacle) {
    super(obstacle.toString());
    this.obstacle = obstacle;
  }

  Obstacle obstacle() {
    return obstacle;
  }
}
