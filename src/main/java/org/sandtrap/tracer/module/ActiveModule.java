package org.sandtrap.tracer.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.syscall.CallSelection;

/**
 * A module of one run, and what it wants to see.
 *
 * @param module the module
 * @param entries the calls whose entry it is asked about, if any
 * @param exits the calls whose end it is asked about, if any
 */
public record ActiveModule(
    PolicyModule module, Optional<CallSelection> entries, Optional<CallSelection> exits) {
  /**
   * Asks a module what it wants to see.
   *
   * @throws IllegalArgumentException when that is none, or means no call; the message names the
   *     module
   */
  public static ActiveModule of(PolicyModule module) {
    return new ActiveModule(
        module,
        selection(module, "wants", module.wants()),
        selection(module, "wantsExits", module.wantsExits()));
  }

  private static Optional<CallSelection> selection(
      PolicyModule module, String method, Iterable<String> words) {
    String where = name(module) + "." + method + "()";
    if (words == null) {
      throw new IllegalArgumentException(
          where + " answered null. Expected words for calls, or an empty set.");
    }
    try {
      List<String> texts = new ArrayList<>();
      words.forEach(texts::add);
      return texts.isEmpty() ? Optional.empty() : Optional.of(CallSelection.of(texts));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  /** The name of a module's class, as messages show it. */
  static String name(PolicyModule module) {
    Class<?> type = module.getClass();
    String simple = type.getSimpleName();
    return simple.isEmpty() ? type.getName() : simple;
  }

  String name() {
    return name(module);
  }

  /** The calls that one of these modules wants to see, at their entry or their end. */
  public static Optional<CallSelection> selection(List<ActiveModule> modules) {
    CallSelection all = null;
    for (ActiveModule one : modules) {
      for (Optional<CallSelection> selection : List.of(one.entries, one.exits)) {
        if (selection.isPresent()) {
          all = all == null ? selection.get() : all.plus(selection.get());
        }
      }
    }
    return Optional.ofNullable(all);
  }
}
