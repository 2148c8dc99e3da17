package org.sandtrap.grade.compile;

/** A weight that a compiler gives to what it says. */
public enum Severity {
  /** What keeps the program from being made: {@code error}, {@code fatal error}, a failed link. */
  ERROR("error"),

  /** What is made all the same, but probably wrong. */
  WARNING("warning"),

  /** What belongs to the error or warning before it, such as an earlier definition. */
  NOTE("note"),

  /** A proposal of the compiler that belongs to the error or warning before it. */
  HELP("help");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word that compilers use: {@code error}. */
  public String word() {
    return word;
  }

  /** Whether it stands for itself, and is no remark about another. */
  boolean isOfItsOwn() {
    return this == ERROR || this == WARNING;
  }

  /** The severity of a compiler's words, such as {@code fatal error}. */
  static Severity of(String words) {
    return switch (words) {
      case "warning", "Warning" -> WARNING;
      case "note", "remark" -> NOTE;
      case "help" -> HELP;
      default -> ERROR;
    };
  }
}
