package org.sandtrap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.Output;
import org.sandtrap.Sandbox;

/**
 * What supervision costs a build: {@code make} of a small C project, where each compilation is
 * three processes that execute programs.
 */
final class MakeBenchmark implements Benchmark {
  private static final int FILES = 60;
  private static final int WARM_UP = 1;
  private static final int RUNS = 9;
  private static final String ALL = "ALL := $(patsubst %.c,%.o,$(wildcard *.c))\nall: $(ALL)\n";
  private static final String ONE = "%.o: %.c\n\tgcc -c -o $@ $<\n";
  private static final Sandbox SANDBOX =
      Sandbox.create().withWall("600s").withStdout(Output.discard()).withStderr(Output.discard());

  @Override
  public String name() {
    return "make-vs-native";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(1.05);
  }

  @Override
  public Optional<String> obstacle() {
    return Stream.of("make", "gcc")
        .filter(tool -> !Files.isExecutable(Path.of("/usr/bin", tool)))
        .findFirst()
        .map(tool -> "needs " + tool + ": apt-get install " + tool);
  }

  @Override
  public Measurement measure() throws Exception {
    Path project = Files.createTempDirectory("sandtrap-make");
    try {
      write(project);
      String[] command = {"/usr/bin/make", "-s", "-B", "-C", project.toString()};
      Pairs pairs =
          Pairs.measure(
              Contender.timing(() -> Check.succeeded(SANDBOX.run(command))),
              Contender.timing(() -> Natively.discarding(command)),
              WARM_UP,
              RUNS);
      return compared(
          pairs, "µs", "make of " + FILES + " C files, under Sandbox.run and ProcessBuilder");
    } finally {
      remove(project);
    }
  }

  private static void write(Path project) throws IOException {
    Files.writeString(project.resolve("Makefile"), ALL + ONE);
    for (int i = 0; i < FILES; i++) {
      String source = "#include <stdio.h>\nint f" + i + "(int n) { return printf(\"%d\", n); }\n";
      Files.writeString(project.resolve("f" + i + ".c"), source);
    }
  }

  private static void remove(Path directory) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(all::add);
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
