package org.sandtrap;

/** A hook that is registered only as long as its run lasts. */
final class ShutdownHook implements AutoCloseable {
  private final Thread hook;

  private ShutdownHook(Thread hook) {
    this.hook = hook;
  }

  static ShutdownHook add(Thread hook) {
    Runtime.getRuntime().addShutdownHook(hook);
    return new ShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the JVM is shutting down: the hook is running, or has run
    }
  }
}
