package org.sandtrap.trace.store;

/** A kind of event, and how many numbers it has beside its time and its thread. */
public enum EventKind {
  /** A call. */
  CALL(0),
  /** The delivery of a signal: signal, code, sender. */
  SIGNAL(3),
  /** The start of a thread: the thread and the process that started it. */
  START(0),
  /** The end of a thread: its wait status. */
  END(1),
  /** An exec. */
  EXEC(0),
  /** A limit that was reached: its place. */
  LIMIT(1);

  private final int numbers;

  EventKind(int numbers) {
    this.numbers = numbers;
  }

  int numbers() {
    return numbers;
  }
}
