package org.sandtrap.grade.compile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place as linkers print it: {@code main.c:3}, {@code main.c:(.text+0xf)}, {@code
 * /tmp/cc1.o:main.c:(.text+0xf)}, {@code main.o:main.c:function main}, {@code (.text+0x17)}.
 */
final class LinkerPlace {
  private static final Pattern OBJECT = Pattern.compile("\\S+\\.o(?: \\([^)]*\\))?:(?=.)");
  private static final Pattern SECTION = Pattern.compile("(?::?\\([^()]*\\)|:function .*)$");
  private static final Pattern SOURCE = Pattern.compile("(.+?)(?::(\\d{1,9}))?");

  /** What is made of sources, and is no place to look at. */
  private static final Pattern MADE =
      Pattern.compile(".*\\.(?:o|a|so|ltrans\\d*)(?:\\(.*| \\(.*)?|<artificial>");

  private LinkerPlace() {}

  static Place of(String printed) {
    Matcher object = OBJECT.matcher(printed);
    String inObject = object.lookingAt() ? printed.substring(object.end()) : printed;
    Matcher source = SOURCE.matcher(SECTION.matcher(inObject).replaceFirst(""));
    return source.matches() && !MADE.matcher(source.group(1)).matches()
        ? Place.of(source.group(1), source.group(2), null)
        : Place.NONE;
  }
}
