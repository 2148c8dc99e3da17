package org.sandtrap.grade.compile;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key of what a compile makes: a hash over everything that it is made of. Compilers are known
 * by their file, its size and its time, which a new version changes; to ask each for its version
 * would cost more than many a compile.
 */
final class CompileKey {
  /** To be raised when what is kept under a key has another form. */
  private static final String FORMAT = "sandtrap compile 1";

  /** What make, cmake and compiler drivers call without its name in the command. */
  private static final List<String> TOOLS =
      List.of("cc", "c++", "gcc", "g++", "clang", "clang++", "as", "ld", "make", "cmake");

  private final MessageDigest digest;

  private CompileKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** The key, 64 hexadecimal digits. */
  static String of(List<String> settings, String compiler, String searchPath, SourceTree tree) {
    CompileKey key = new CompileKey();
    key.add(FORMAT);
    settings.forEach(key::add);
    Stream.concat(Stream.of(compiler), TOOLS.stream())
        .forEach(tool -> key.add(identity(tool, searchPath)));
    for (Map.Entry<String, SourceTree.SourceFile> file : tree.files().entrySet()) {
      key.add(file.getKey());
      key.add(file.getValue().executable() ? "executable" : "");
      key.add(file.getValue().content());
    }
    return HexFormat.of().formatHex(key.digest.digest());
  }

  private void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With its length, so that what ends one value cannot begin the next. */
  private void add(byte[] value) {
    digest.update((value.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(value);
  }

  private static String identity(String tool, String searchPath) {
    return found(tool, searchPath).map(CompileKey::identity).orElse("none");
  }

  private static String identity(Path file) {
    try {
      Path real = file.toRealPath();
      return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real);
    } catch (IOException e) {
      return "unreadable " + file;
    }
  }

  private static Optional<Path> found(String tool, String searchPath) {
    if (tool.contains("/")) {
      return Optional.of(Path.of(tool));
    }
    return Stream.of(searchPath.split(File.pathSeparator))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
