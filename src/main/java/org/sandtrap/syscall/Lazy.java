package org.sandtrap.syscall;

import java.util.function.Supplier;

/** A value that is made when first asked for, once; what fails is tried again at the next time. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private volatile T value;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T made = value;
    if (made == null) {
      synchronized (this) {
        made = value;
        if (made == null) {
          made = maker.get();
          value = made;
        }
      }
    }
    return made;
  }
}
