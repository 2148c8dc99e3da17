package org.sandtrap.limit;

/** A size as the value of a limit. */
record WrittenSize(ByteSize value) implements Ceiling {
  @Override
  public Kind kind() {
    return Kind.SIZE;
  }

  @Override
  public long amount() {
    return value.bytes();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
