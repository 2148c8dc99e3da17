package org.sandtrap.tracer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/** A test for virtual threads, which this Java version may not have yet. */
final class VirtualThreads {
  private static final Optional<MethodHandle> IS_VIRTUAL = find();

  private VirtualThreads() {}

  static boolean isVirtual(Thread thread) {
    try {
      return IS_VIRTUAL.isPresent() && (boolean) IS_VIRTUAL.get().invokeExact(thread);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<MethodHandle> find() {
    try {
      return Optional.of(
          MethodHandles.lookup()
              .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class)));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return Optional.empty();
    }
  }
}
