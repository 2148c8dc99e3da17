package org.sandtrap.tracer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
  public record Place(long address, Optional<String> function, Optional<String> source) {}

  /**
   * Looks a place up, with {@code addr2line} of binutils for names and lines. What is not known,
   * also because the file is gone or damaged, is empty.
   */
  public static Place find(CrashSite site) {
    OptionalLong address = address(site);
    if (address.isEmpty()) {
      return new Place(site.offset(), Optional.empty(), Optional.empty());
    }
    List<String> answer = ask(site.module(), address.getAsLong()).lines().toList();
    return new Place(
        address.getAsLong(),
        answer.stream().findFirst().filter(Symbols::known),
        answer.stream().skip(1).findFirst().map(Symbols::line).filter(Symbols::known));
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
   * What addr2line says; nothing when it is not installed, takes too long, or the file makes it
   * fail.
   */
  private static String ask(String module, long address) {
    try {
      Optional<String> program = Tool.find("addr2line");
      return program.isEmpty()
          ? ""
          : Tool.run(
                  PATIENCE,
                  program.get(),
                  "-f",
                  "-C",
                  "-e",
                  module,
                  "0x" + Long.toHexString(address))
              .output();
    } catch (LaunchFailure | RuntimeException e) {
      return "";
    }
  }
}
