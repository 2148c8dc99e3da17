package org.sandtrap.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What strace(1) has written of a program: a line for each call, without the thread. */
final class StraceOutput {
  private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
  private static final String UNFINISHED = " <unfinished ...>";

  private final Map<String, String> begun = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  private StraceOutput() {}

  /** The calls in a file that strace -f has written; those that two lines tell of in one. */
  static List<String> calls(Path file) throws IOException {
    StraceOutput output = new StraceOutput();
    Files.readAllLines(file, StandardCharsets.ISO_8859_1).forEach(output::add);
    return output.calls;
  }

  private void add(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException("not a line of strace -f: " + line);
    }
    String thread = matcher.group(1);
    String text = matcher.group(2);
    Matcher resumed = RESUMED.matcher(text);
    if (text.endsWith(UNFINISHED)) {
      begun.put(thread, text.substring(0, text.length() - UNFINISHED.length()));
    } else if (resumed.matches()) {
      calls.add(begun.remove(thread) + resumed.group(1));
    } else if (!text.startsWith("---") && !text.startsWith("+++")) {
      calls.add(text);
    }
  }
}
