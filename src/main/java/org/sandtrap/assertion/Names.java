package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Names that a check was given, none of which is null. */
final class Names {
  private Names() {}

  /**
   * All of them, in their order.
   *
   * @param what what each of them is: {@code program}
   * @throws NullPointerException if one is null, which it says
   */
  static List<String> of(String what, String first, String... others) {
    List<String> all = new ArrayList<>(all(what, new String[] {first}));
    all.addAll(all(what, others));
    return List.copyOf(all);
  }

  /** The same, where there may be none. */
  static List<String> all(String what, String[] names) {
    List<String> all = new ArrayList<>();
    for (String name : Objects.requireNonNull(names, "the " + what + " is null")) {
      all.add(Objects.requireNonNull(name, "the " + what + " is null"));
    }
    return all;
  }
}
