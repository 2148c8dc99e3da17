package org.sandtrap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.unwind.CrashSite;
import org.sandtrap.unwind.RuntimeLibraries;

/**
 * The code that led to a place in a program, as the call frame information tells that compilers
 * write into {@code .eh_frame}, where the linker has made the table {@code .eh_frame_hdr} of it:
 * beyond code without that, as in statically linked programs, nothing is known.
 *
 * @param all the innermost first, each at its call; at most 64, without what the C library does
 *     before {@code main}
 */
public record Callers(List<Location> all) {
  /** Nothing is known. */
  public static final Callers NONE = new Callers(List.of());

  private static final int MOST_SHOWN = 20;

  /** Copies the list. */
  public Callers {
    all = List.copyOf(all);
  }

  static Callers of(List<CrashSite> sites, Locations locations) {
    return new Callers(sites.stream().map(locations::at).toList());
  }

  private static boolean isRuntime(Location place) {
    return RuntimeLibraries.contain(place.module());
  }

  /** The closest that is not in the C library or the like. */
  public Optional<Location> own() {
    return all.stream().filter(place -> !isRuntime(place)).findFirst();
  }

  /** Those whose function is known. */
  public Callers named() {
    return new Callers(all.stream().filter(Location::isNamed).toList());
  }

  /** The same, unless the program's own code is what they called. */
  Optional<Location> ownBehind(Optional<Location> called) {
    boolean isOwn = called.filter(place -> !isRuntime(place)).isPresent();
    return isOwn ? Optional.empty() : own();
  }

  /**
   * A line for each that has a name, the first 20, for a message: each begins with a line feed and
   * this indentation. Nothing for none.
   */
  public String below(String indentation) {
    List<String> lines = lines(named().all);
    String cut = lines.size() > MOST_SHOWN ? "\n" + indentation + "…" : "";
    return lines.stream()
        .limit(MOST_SHOWN)
        .map(line -> "\n" + indentation + line)
        .collect(Collectors.joining("", "", cut));
  }

  /**
   * A line for each, {@code called from main() of a.out+0x1151 (a.c:9)}; for those that are the
   * same one after another a single one, with their number.
   */
  @Override
  public String toString() {
    return String.join("\n", lines(all));
  }

  private static List<String> lines(List<Location> all) {
    List<String> lines = new ArrayList<>();
    for (int from = 0, to; from < all.size(); from = to) {
      to = from + 1;
      while (to < all.size() && all.get(to).equals(all.get(from))) {
        to++;
      }
      String times = to - from == 1 ? "" : ", " + (to - from) + " times";
      lines.add("called from " + all.get(from) + times);
    }
    return lines;
  }
}
