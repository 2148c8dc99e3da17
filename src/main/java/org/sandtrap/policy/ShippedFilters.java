package org.sandtrap.policy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;

/**
 * The filters of runs without rules, compiled when Sandtrap is built. To compile one costs the
 * first run of a JVM a hundred milliseconds, for the tables of calls and the classes that read
 * them; to find one here costs one.
 *
 * <p>A file for each machine has all that the limits of threads, address space and open files can
 * ask for. A limit of file size is rare, and would double its length, so that those are not here.
 */
final class ShippedFilters {
  private static final List<Limit> LIMITS =
      List.of(Limit.THREADS, Limit.ADDRESS_SPACE, Limit.OPEN_FILES);

  private static final List<String> MACHINES = List.of("amd64", "aarch64");

  private ShippedFilters() {}

  /** The filter for these limits and no rules; empty where it has to be compiled. */
  static Optional<FilterTemplate> find(String machine, Limits limits, boolean narrow) {
    if (limits.fileSize().isPresent()) {
      return Optional.empty();
    }
    try (InputStream file = ShippedFilters.class.getResourceAsStream(name(machine))) {
      return file == null
          ? Optional.empty() // of a build by an IDE
          : find(new DataInputStream(file), kind(limits, narrow));
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + name(machine) + " cannot be read", e);
    }
  }

  private static Optional<FilterTemplate> find(DataInputStream file, int wanted)
      throws IOException {
    for (int left = file.readInt(); left > 0; left--) {
      boolean found = file.readInt() == wanted;
      FilterTemplate filter =
          new FilterTemplate(file.readNBytes(file.readInt()), numbers(file), numbers(file));
      if (found) {
        return Optional.of(filter);
      }
    }
    return Optional.empty();
  }

  private static List<Integer> numbers(DataInputStream file) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int left = file.readInt(); left > 0; left--) {
      numbers.add(file.readInt());
    }
    return numbers;
  }

  private static String name(String machine) {
    return "filters-" + machine + ".bin";
  }

  /** One bit for each limit that is set, and one for programs of 32 bits. */
  private static int kind(Limits limits, boolean narrow) {
    int kind = narrow ? 1 : 0;
    for (int i = 0; i < LIMITS.size(); i++) {
      kind |= limits.amount(LIMITS.get(i)).isPresent() ? 2 << i : 0;
    }
    return kind;
  }

  /**
   * Writes the files; the build calls it when the classes are compiled.
   *
   * @param arguments the directory of the compiled classes
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0], "org", "sandtrap", "policy");
    for (String machine : MACHINES) {
      try (OutputStream file = Files.newOutputStream(directory.resolve(name(machine)))) {
        write(new DataOutputStream(file), machine);
      }
    }
  }

  private static void write(DataOutputStream file, String machine) throws IOException {
    List<Limits> all = combinations();
    file.writeInt(2 * all.size());
    for (Limits limits : all) {
      for (boolean narrow : new boolean[] {false, true}) {
        file.writeInt(kind(limits, narrow));
        write(
            file, FilterCompiler.compile(machine, limits, Policy.none(), WantedCalls.NONE, narrow));
      }
    }
    file.flush();
  }

  private static void write(DataOutputStream file, FilterTemplate filter) throws IOException {
    file.writeInt(filter.program().length);
    file.write(filter.program());
    for (List<Integer> places : List.of(filter.lower(), filter.upper())) {
      file.writeInt(places.size());
      for (int place : places) {
        file.writeInt(place);
      }
    }
  }

  /** Limits of every kind that can matter here, the fewest first. */
  static List<Limits> combinations() {
    List<Limits> all = new ArrayList<>(List.of(Limits.unlimited()));
    for (Limit limit : LIMITS) {
      for (Limits fewer : List.copyOf(all)) {
        all.add(fewer.with(limit, limit == Limit.ADDRESS_SPACE ? "1GiB" : "16"));
      }
    }
    return all;
  }
}
