package org.sandtrap.tracer.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.sandtrap.code.Symbol;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.unwind.CodeSite;
import org.sandtrap.unwind.ElfFile;
import org.sandtrap.unwind.FunctionRanges;

/**
 * A finder of the functions and source lines of places in a program's code. It looks only when it
 * is asked, as a look takes milliseconds and most runs are never asked about; until then it keeps
 * the files of the places, so that names are found in a file that is gone meanwhile.
 */
public final class Symbolizer {
  private static final String UNKNOWN = "?";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** For all places of a file: a hostile one may make the tool slow. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** So many addresses are asked for at once that names of a kilobyte each have room. */
  private static final int BATCH = 500;

  private Map<ModuleFile, List<CodeSite>> unnamed = new HashMap<>(); // until the look
  private final Map<CodeSite, Symbol> places = new HashMap<>();

  private Symbolizer(Collection<CodeSite> sites) {
    sites.stream()
        .distinct()
        .collect(Collectors.groupingBy(CodeSite::module))
        .forEach((module, all) -> unnamed.put(ModuleFile.of(module), all));
  }

  /** A finder for all these places, whose files are as they should be at this moment. */
  public static Symbolizer of(Collection<CodeSite> sites) {
    return new Symbolizer(sites);
  }

  /**
   * What is known of each place. The first question looks all of them up, with {@code addr2line} of
   * binutils for names and lines: once for all places of a file, because to read the file is what
   * takes the time. What is not known, also because the file has changed or is damaged, is empty.
   */
  public synchronized Map<CodeSite, Symbol> places() {
    unnamed.forEach((module, sites) -> places.putAll(inOne(module, sites)));
    unnamed = Map.of();
    return Collections.unmodifiableMap(places);
  }

  private static Map<CodeSite, Symbol> inOne(ModuleFile module, List<CodeSite> sites) {
    Map<CodeSite, Symbol> places = new HashMap<>();
    List<CodeSite> known = new ArrayList<>();
    List<Long> addresses = new ArrayList<>();
    Optional<Path> file = module.readable();
    for (CodeSite site : sites) {
      OptionalLong address =
          file.isPresent() ? ElfFile.address(file.get(), site.offset()) : OptionalLong.empty();
      if (address.isPresent()) {
        known.add(site);
        addresses.add(address.getAsLong());
      } else {
        places.put(site, new Symbol(site.offset(), Optional.empty(), Optional.empty()));
      }
    }
    List<Symbol> symbols = ask(module, addresses);
    for (int i = 0; i < known.size(); i++) {
      places.put(known.get(i), symbols.get(i));
    }
    if (places.values().stream().anyMatch(Symbolizer::isUnsure)) {
      file.flatMap(ElfFile::rangesLeft)
          .ifPresent(left -> places.replaceAll((site, place) -> within(place, left)));
    }
    return places;
  }

  /**
   * In a file that was stripped, the name may be that of the closest function that still has one:
   * addr2line does not check where that function ends. A name with a line is from debug
   * information.
   */
  private static boolean isUnsure(Symbol symbol) {
    return symbol.function().isPresent() && symbol.source().isEmpty();
  }

  private static Symbol within(Symbol symbol, FunctionRanges ranges) {
    return isUnsure(symbol) && !ranges.contain(symbol.address())
        ? new Symbol(symbol.address(), Optional.empty(), symbol.source(), symbol.inlinedInto())
        : symbol;
  }

  private static boolean known(String answer) {
    return !answer.contains(UNKNOWN) && !answer.isBlank();
  }

  /** {@code /home/me/crash.c:24 (discriminator 2)} becomes {@code crash.c:24}. */
  private static String line(String answer) {
    String place = answer.replaceFirst(" \\(discriminator \\d+\\)$", "");
    return place.endsWith(":0") ? UNKNOWN : place.substring(place.lastIndexOf('/') + 1);
  }

  /** The symbols at addresses, in their order; without a name where that is not known. */
  private static List<Symbol> ask(ModuleFile module, List<Long> addresses) {
    List<Symbol> symbols = new ArrayList<>();
    long begun = System.nanoTime();
    for (int from = 0; from < addresses.size(); from += BATCH) {
      List<Long> batch = addresses.subList(from, Math.min(addresses.size(), from + BATCH));
      boolean late = System.nanoTime() - begun > LONGEST.toNanos();
      symbols.addAll(symbols(batch, late ? List.of() : answer(module, batch)));
    }
    return symbols;
  }

  /**
   * Symbols from what addr2line answers: for each address a line with it, then two for its function
   * and each that this is inlined into.
   */
  private static List<Symbol> symbols(List<Long> addresses, List<String> answer) {
    List<Symbol> symbols = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < addresses.size(); i++) {
      long address = addresses.get(i);
      boolean answered = at < answer.size() && isAddress(answer.get(at), address);
      int from = answered ? at + 1 : at;
      int to = from;
      while (answered && to < answer.size() && !isNext(answer.get(to), addresses, i)) {
        to++;
      }
      symbols.add(symbol(address, answer.subList(from, to)));
      at = to;
    }
    return symbols;
  }

  private static boolean isNext(String line, List<Long> addresses, int place) {
    return place + 1 < addresses.size() && isAddress(line, addresses.get(place + 1));
  }

  private static boolean isAddress(String line, long address) {
    return line.matches("0x0*" + Long.toHexString(address));
  }

  /** A symbol from pairs of lines, a function and its source; the last may be missing. */
  private static Symbol symbol(long address, List<String> pairs) {
    List<String> functions = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      functions.add(known(pairs.get(i)) ? pairs.get(i) : "");
    }
    Optional<String> source =
        pairs.stream().skip(1).findFirst().map(Symbolizer::line).filter(Symbolizer::known);
    return new Symbol(
        address,
        functions.stream().findFirst().filter(name -> !name.isEmpty()),
        source,
        functions.stream().skip(1).filter(name -> !name.isEmpty()).toList());
  }

  /**
   * The lines that addr2line answers; none when it is not installed or the file makes it fail, and
   * not all when it takes too long.
   */
  private static List<String> answer(ModuleFile module, List<Long> addresses) {
    Optional<String> program = HostTool.find("addr2line");
    if (program.isEmpty()) {
      return List.of();
    }
    List<String> command = new ArrayList<>(List.of(program.get(), "-a", "-i", "-f", "-C", "-e"));
    command.add(module.pathOfTool());
    addresses.forEach(address -> command.add("0x" + Long.toHexString(address)));
    try {
      String output =
          HostTool.run(PATIENCE, module.stdin(), command.toArray(String[]::new)).output();
      // A tool that takes too long is killed, perhaps in the middle of a line.
      return output.substring(0, output.lastIndexOf('\n') + 1).lines().toList();
    } catch (LaunchFailure | RuntimeException e) {
      return List.of();
    }
  }
}
