package org.sandtrap.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.unwind.RuntimeLibraries;
import org.sandtrap.unwind.Unwinder;

/**
 * The code that led to a place in a program. It is found by the call frame information that
 * compilers write into {@code .eh_frame}, where the linker has made the table {@code .eh_frame_hdr}
 * of it: beyond code without that, as in statically linked programs, nothing is known.
 *
 * @param all the innermost first, each at its call; at most 64, without what the C library does
 *     before {@code main}
 * @param complete whether it is known that there are no others
 */
public record Callers(List<Location> all, boolean complete) {
  /** Nothing is known. */
  public static final Callers NONE = new Callers(List.of());

  /** Functions of C++ and Rust that a program contains, but that were not written for it. */
  private static final Pattern LIBRARY =
      Pattern.compile(
          "^(std|__gnu_cxx|__cxxabiv1|core|alloc|__rustc)::|^<.* as (std|core|alloc)::");

  private static final int MOST_SHOWN = 20;

  /** Copies the list. */
  public Callers {
    all = List.copyOf(all);
  }

  /** Callers of which it is not known whether there are others. */
  public Callers(List<Location> all) {
    this(all, false);
  }

  /**
   * Whether a function is one of them, also one that was inlined into another.
   *
   * @param function its name: of C++ and Rust with what it is in ({@code app::Store::save}), with
   *     or without its parameters and template arguments
   * @throws IllegalArgumentException if it is empty
   */
  public boolean include(String function) {
    Objects.requireNonNull(function, "the function is null");
    if (function.isBlank()) {
      throw new IllegalArgumentException(
          "The name of a function is '" + function + "'. Expected one such as main or app::save.");
    }
    return all.stream()
        .flatMap(place -> Stream.concat(place.function().stream(), place.inlinedInto().stream()))
        .anyMatch(name -> new FunctionName(name).isCalled(function));
  }

  /** Whether they can tell of every function whether it is one: all are there, with names. */
  public boolean areKnown() {
    return complete && all.stream().allMatch(place -> place.isNamed() || !isOwn(place));
  }

  /**
   * Whether a place is the program's own: neither in the C library or the like, nor in the library
   * of a language that is compiled into the program.
   */
  private static boolean isOwn(Location place) {
    return !RuntimeLibraries.contain(place.module())
        && place.function().filter(name -> LIBRARY.matcher(name).find()).isEmpty();
  }

  /** The closest place that is the program's own, not in the C library or the like. */
  public Optional<Location> own() {
    return all.stream().filter(Callers::isOwn).findFirst();
  }

  /** The same, unless the program's own code is what they called. */
  public Optional<Location> ownBehind(Optional<Location> called) {
    return called.filter(Callers::isOwn).isPresent() ? Optional.empty() : own();
  }

  /**
   * A line for each, the first 20, for a message: each begins with a line feed and this
   * indentation. Places without a name are only counted, and left out where no name follows.
   */
  public String below(String indentation) {
    List<String> lines = lines(namedToTheEnd());
    String cut = lines.size() > MOST_SHOWN ? "\n" + indentation + "…" : "";
    return lines.stream()
        .limit(MOST_SHOWN)
        .map(line -> "\n" + indentation + line)
        .collect(Collectors.joining("", "", cut));
  }

  private List<Location> namedToTheEnd() {
    int end = all.size();
    while (end > 0 && !all.get(end - 1).isNamed()) {
      end--;
    }
    return all.subList(0, end);
  }

  /**
   * A line for each, {@code called from main() of a.out+0x1151 (a.c:9)}; equal places one after
   * another share a line with their number, and so do places without a name.
   */
  @Override
  public String toString() {
    return String.join("\n", lines(all));
  }

  private static List<String> lines(List<Location> shown) {
    List<String> lines = new ArrayList<>();
    for (int from = 0, to; from < shown.size(); from = to) {
      to = from + 1;
      while (to < shown.size() && alike(shown.get(from), shown.get(to))) {
        to++;
      }
      lines.add(line(shown.get(from), to - from, to == Unwinder.MOST_CALLERS));
    }
    return lines;
  }

  private static boolean alike(Location one, Location other) {
    return one.equals(other) || (!one.isNamed() && !other.isNamed());
  }

  private static String inlined(Location place) {
    return place.inlinedInto().isEmpty()
        ? ""
        : place.inlinedInto().stream()
            .map(Location::called)
            .collect(Collectors.joining(", ", ", inlined into ", ""));
  }

  private static String line(Location place, int times, boolean perhapsMore) {
    if (!place.isNamed()) {
      return "… " + times + " without a name";
    }
    return "called from "
        + place
        + inlined(place)
        + (times == 1 ? "" : ", " + times + " times" + (perhapsMore ? " or more" : ""));
  }
}
