package org.sandtrap.trace.store;

/** A cursor over what was copied at one stop; it stands before the first. */
public interface Captures {
  /** Moves to the next; answers false when there is none. */
  boolean nextCapture();

  /** The index of the argument. */
  int argument();

  /** The place of its part in {@link RawCapture.Part}. */
  int part();

  /** The place of its status in {@link RawCapture.Status}. */
  int status();

  /** How many bytes were copied. */
  int capturedLength();

  /** How long all of it is. */
  long wholeLength();

  /** Copies the bytes. */
  void copyTo(byte[] target, int at);
}
