package org.sandtrap.tracer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sandtrap.unwind.CrashSite;

/** Finds the function and the source line of a place in a program's code. */
public final class Symbols {
  private static final String UNKNOWN = "?";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Symbols() {}

  /**
   * What is known of a place.
   *
   * @param address its address in the module as the linker assigned it
   * @param function the function it belongs to
   * @param source {@code file:line}, the file without its directories
   */
  public record Place(long address, Optional<String> function, Optional<String> source) {
    /**
     * Of a file that was stripped, the name may be that of the closest function that still has one:
     * addr2line does not ask where that ends. A name with a line is from debug information.
     */
    private boolean isUnsure() {
      return function.isPresent() && source.isEmpty();
    }

    private Place within(FunctionRanges ranges) {
      return isUnsure() && !ranges.contain(address)
          ? new Place(address, Optional.empty(), source)
          : this;
    }
  }

  /**
   * Looks places up, with {@code addr2line} of binutils for names and lines: once for all places of
   * a file, because to read the file is what takes the time. What is not known, also because the
   * file is gone or damaged, is empty.
   */
  public static Map<CrashSite, Place> find(Collection<CrashSite> sites) {
    Map<CrashSite, Place> places = new HashMap<>();
    sites.stream()
        .distinct()
        .collect(Collectors.groupingBy(CrashSite::module))
        .forEach((module, all) -> places.putAll(inOne(module, all)));
    return places;
  }

  private static Map<CrashSite, Place> inOne(String module, List<CrashSite> sites) {
    Map<CrashSite, Place> places = new HashMap<>();
    List<CrashSite> known = new ArrayList<>();
    List<Long> addresses = new ArrayList<>();
    for (CrashSite site : sites) {
      OptionalLong address = address(site);
      if (address.isPresent()) {
        known.add(site);
        addresses.add(address.getAsLong());
      } else {
        places.put(site, new Place(site.offset(), Optional.empty(), Optional.empty()));
      }
    }
    List<String> answers = ask(module, addresses);
    for (int i = 0; i < known.size(); i++) {
      places.put(known.get(i), place(addresses.get(i), answers.stream().skip(2L * i).limit(2)));
    }
    if (places.values().stream().anyMatch(Place::isUnsure)) {
      ElfFile.rangesLeft(Path.of(module))
          .ifPresent(left -> places.replaceAll((site, place) -> place.within(left)));
    }
    return places;
  }

  /** From the two lines that are said of it, or fewer. */
  private static Place place(long address, Stream<String> answer) {
    List<String> lines = answer.toList();
    return new Place(
        address,
        lines.stream().findFirst().filter(Symbols::known),
        lines.stream().skip(1).findFirst().map(Symbols::line).filter(Symbols::known));
  }

  private static OptionalLong address(CrashSite site) {
    try {
      return ElfFile.address(Path.of(site.module()), site.offset());
    } catch (InvalidPathException e) {
      return OptionalLong.empty(); // a name that this JVM's locale cannot express
    }
  }

  private static boolean known(String answer) {
    return !answer.contains(UNKNOWN) && !answer.isBlank();
  }

  /** {@code /home/me/crash.c:24 (discriminator 2)} becomes {@code crash.c:24}. */
  private static String line(String answer) {
    String place = answer.replaceFirst(" \\(discriminator \\d+\\)$", "");
    return place.endsWith(":0") ? UNKNOWN : place.substring(place.lastIndexOf('/') + 1);
  }

  /**
   * The lines that addr2line says; none when it is not installed or the file makes it fail, and not
   * all when it takes too long.
   */
  private static List<String> ask(String module, List<Long> addresses) {
    Optional<String> program = Tool.find("addr2line");
    if (program.isEmpty() || addresses.isEmpty()) {
      return List.of();
    }
    List<String> command = new ArrayList<>(List.of(program.get(), "-f", "-C", "-e", module));
    addresses.forEach(address -> command.add("0x" + Long.toHexString(address)));
    try {
      String output = Tool.run(PATIENCE, command.toArray(String[]::new)).output();
      return output.substring(0, output.lastIndexOf('\n') + 1).lines().toList();
    } catch (LaunchFailure | RuntimeException e) {
      return List.of();
    }
  }
}
