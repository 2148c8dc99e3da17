package org.sandtrap.grade.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The words of commands that compile, with what stands for sources and output. */
final class CompileCommand {
  private CompileCommand() {}

  /** Checks the words as they are written. */
  static void check(List<String> command) {
    if (command.isEmpty() || command.get(0).isEmpty()) {
      throw new IllegalArgumentException(
          "command: it names no compiler. Write it with its arguments, one word each, for example"
              + " {\"gcc\", \"{sources}\", \"-o\", \"{output}\"}.");
    }
    for (String word : command) {
      if (word.contains(Compiler.SOURCES) && !word.equals(Compiler.SOURCES)) {
        throw new IllegalArgumentException(
            "command: in \""
                + word
                + "\" {sources} is a part of a word, but it stands for several words. Write it as a"
                + " word of its own.");
      }
    }
  }

  /** The words as the compiler gets them. */
  static List<String> words(List<String> command, List<String> sources, String output) {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      if (word.equals(Compiler.SOURCES)) {
        sources.forEach(source -> words.add(operand(source)));
      } else {
        words.add(word.replace(Compiler.OUTPUT, output));
      }
    }
    return words;
  }

  /** No student names a file so that it becomes an option, or a file of options. */
  private static String operand(String source) {
    return source.startsWith("-") || source.startsWith("@") ? "./" + source : source;
  }

  /** A path below the directory of the compile. */
  static String output(String name) {
    Path path = Path.of(name).normalize();
    if (name.isEmpty() || path.isAbsolute() || path.startsWith("..") || path.toString().isEmpty()) {
      throw new IllegalArgumentException(
          "output: \""
              + name
              + "\" is not below the directory of the compile. Expected a relative path, such as"
              + " \"build/sum\".");
    }
    return path.toString();
  }

  /** The words that run what was made. */
  static List<String> run(List<String> words) {
    if (words.stream().noneMatch(word -> word.contains(Compiler.OUTPUT))) {
      throw new IllegalArgumentException(
          "run: no word of "
              + words
              + " contains {output}, so what is run would not be what was compiled.");
    }
    return words;
  }
}
