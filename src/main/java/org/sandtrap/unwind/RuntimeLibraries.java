package org.sandtrap.unwind;

import java.util.regex.Pattern;

/** The libraries that serve all programs: the mistake of a program under test is not in them. */
public final class RuntimeLibraries {
  private static final Pattern PATH =
      Pattern.compile(
          ".*/(ld(-(linux|musl)[-.\\w]*)?|lib("
              + "c|m|dl|rt|pthread|gcc_s|stdc\\+\\+|c\\+\\+|c\\+\\+abi|asan|ubsan|tsan|lsan"
              + "))(-[0-9.]+)?\\.so[.0-9]*( \\(deleted\\))?");

  private RuntimeLibraries() {}

  /** Whether a file is one of them: the C library, or one like it. */
  public static boolean contain(String path) {
    return PATH.matcher(path).matches();
  }
}
