package org.sandtrap.grade.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is understood of what compilers print. The outputs of gcc 12, g++, ld, rustc 1.95, make,
 * cmake and javac were recorded, in a directory that is called /submission here; those of clang,
 * lld and go were written after their manuals and sources.
 */
class RecordedOutputTests {
  private static String resource(String name) throws IOException {
    try (InputStream bytes = RecordedOutputTests.class.getResourceAsStream(name)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gcc",
        "gcc-fatal",
        "gcc-include",
        "gcc-redefinition",
        "gcc-warnings",
        "gcc-colour",
        "gcc-nofile",
        "g++",
        "clang",
        "clang-link",
        "ld",
        "ld-debug",
        "ld-multiple",
        "ld-nomain",
        "ld-nolibrary",
        "ld-cpp",
        "lld",
        "rustc",
        "rustc-borrow",
        "rustc-syntax",
        "rustc-warnings",
        "rustc-link",
        "rustc-nofile",
        "go",
        "go-syntax",
        "javac",
        "make",
        "make-sub",
        "make-norule",
        "make-separator",
        "make-false",
        "cmake",
        "cmake-error",
        "cmake-warning"
      })
  void everyMessageIsFoundAndTheOthersStay(String name) throws IOException {
    Diagnostics found = Diagnostics.parse(resource(name + ".txt"), Path.of("/submission"));
    String all =
        Stream.concat(
                found.all().stream().map(Diagnostic::toString),
                found.rest().stream().map(line -> "rest: " + line))
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(all).isEqualTo(resource(name + ".expected"));
  }
}
