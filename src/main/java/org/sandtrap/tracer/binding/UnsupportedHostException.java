package org.sandtrap.tracer.binding;

/** A host on which nothing can be supervised: the message says why, and what to do about it. */
public final class UnsupportedHostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Obstacle obstacle;

  /** The message that an obstacle is. */
  public UnsupportedHostException(Obstacle obstacle) {
    super(obstacle.toString());
    this.obstacle = obstacle;
  }

  Obstacle obstacle() {
    return obstacle;
  }
}
