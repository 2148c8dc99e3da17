package org.sandtrap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.tracer.module.ActiveModule;

/** The modules of one run, which are made for it. */
final class RunModules {
  private RunModules() {}

  /**
   * Makes the modules of a run.
   *
   * @throws IllegalArgumentException when one is null, or wants what is no call
   */
  static List<ActiveModule> make(List<Supplier<? extends PolicyModule>> suppliers) {
    if (suppliers.isEmpty()) {
      return List.of();
    }
    List<ActiveModule> modules = new ArrayList<>();
    for (Supplier<? extends PolicyModule> supplier : suppliers) {
      PolicyModule module = supplier.get();
      if (module == null) {
        throw new IllegalArgumentException(
            "module: the supplier answered null. Expected a PolicyModule for the run.");
      }
      modules.add(ActiveModule.of(module));
    }
    return List.copyOf(modules);
  }

  /** Whether one of them wants a program's memory at the same addresses in each run. */
  static boolean wantFixedAddresses(List<ActiveModule> modules) {
    for (ActiveModule one : modules) {
      if (one.module().wantsFixedAddresses()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The supplier of one object, for one run: a second one would begin with the state of the first.
   */
  static Supplier<PolicyModule> once(PolicyModule module) {
    AtomicBoolean used = new AtomicBoolean();
    return () -> {
      if (used.getAndSet(true)) {
        throw new IllegalStateException(
            "module: this object of "
                + module.getClass().getName()
                + " has been in a run already, and may have kept state of it. Give a supplier, which"
                + " makes one for each run: withModule(() -> new "
                + module.getClass().getSimpleName()
                + "(...)).");
      }
      return module;
    };
  }
}
