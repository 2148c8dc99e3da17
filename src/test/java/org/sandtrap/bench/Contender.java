package org.sandtrap.bench;

/** One side of a comparison. */
@FunctionalInterface
interface Contender {
  /** Does the thing once, checks that it was done, and answers its figure. */
  double measure() throws Exception;

  /** Something to take the time of. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /** Measures how long a task takes, in microseconds. */
  static Contender timing(Task task) {
    return () -> {
      long start = System.nanoTime();
      task.run();
      return (System.nanoTime() - start) / 1e3;
    };
  }
}
